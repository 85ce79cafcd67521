package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxRelaySettingsTest {

  private static OutboxRelaySettings settings(
      int pageRows, int inFlightRows, int inFlightBytes, int maxRecordBytes) {
    return new OutboxRelaySettings(
        "public",
        pageRows,
        inFlightRows,
        inFlightBytes,
        maxRecordBytes,
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }

  private static OutboxRelaySettings settings(Duration poll, Duration database, Duration drain) {
    return new OutboxRelaySettings(
        "public", 10, 10, 1_048_576, 1_024, poll, database, drain, Duration.ofSeconds(30));
  }

  @Test
  void eachNumberHoldsAtItsEdges() {
    assertEdges("pageRows", 1, 10_000, n -> settings(n, 100_000, 1_048_576, 1_024));
    assertEdges("inFlightRows", 10, 100_000, n -> settings(10, n, 1_048_576, 1_024));
    assertEdges("inFlightBytes", 1_048_576, 536_870_912, n -> settings(10, 10, n, 1_024));
    assertEdges("maxRecordBytes", 1_024, 67_108_864, n -> settings(10, 10, 1_048_576, n));
  }

  @Test
  void eachDurationHoldsAtItsEdges() {
    Duration second = Duration.ofSeconds(1);
    assertEdges("pollInterval", 10, 60_000, n -> settings(Duration.ofMillis(n), second, second));
    assertEdges("databaseTimeout", 500, 9_000, n -> settings(second, Duration.ofMillis(n), second));
    assertEdges("drainTimeout", 0, 300_000, n -> settings(second, second, Duration.ofMillis(n)));
    assertEdges(
        "stallTimeout",
        1_000,
        600_000,
        n -> OutboxRelaySettings.defaults().withStallTimeout(Duration.ofMillis(n)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Outbox", "1a", "a-b", "a\"; drop table outbox; --"})
  void aSchemaIsAPlainIdentifier(String schema) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutboxRelaySettings.defaults().withSchema(schema))
        .withMessageStartingWith("schema");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outbox(schema))
        .withMessageStartingWith("schema");
  }

  @Test
  void aRelayNeedsBootstrapServers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OutboxRelay(
                    new PGSimpleDataSource(),
                    Map.of("client.id", "x"),
                    OutboxRelaySettings.defaults()))
        .withMessageContaining("bootstrap.servers");
  }

  private static void assertEdges(
      String field, int min, int max, IntFunction<OutboxRelaySettings> settings) {
    for (int edge : new int[] {min, max}) {
      assertThat(settings.apply(edge)).as("%s %d", field, edge).isNotNull();
    }
    for (int outside : new int[] {min - 1, max + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings.apply(outside))
          .withMessageStartingWith(field);
    }
  }
}
