package muster.outbox;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxRecordTest {

  private static OutboxRecord record(String topic, String key, Map<String, String> headers) {
    return new OutboxRecord(topic, key, new byte[] {1}, headers);
  }

  private static Map<String, String> headers(int count) {
    return IntStream.range(0, count).boxed().collect(toMap(i -> "h" + i, i -> "v"));
  }

  @Test
  void eachLimitHoldsAtItsEdge() {
    assertThatCode(
            () -> {
              record("t".repeat(249), "k", Map.of());
              record("t", "k".repeat(512), Map.of());
              record("t", "k", headers(32));
              record("t", "k", Map.of("n".repeat(128), "v".repeat(4096)));
            })
        .doesNotThrowAnyException();

    assertRefused("topic", "t".repeat(250), "k", Map.of());
    assertRefused("key", "t", "k".repeat(513), Map.of());
    assertRefused("headers", "t", "k", headers(33));
    assertRefused("header name", "t", "k", Map.of("n".repeat(129), "v"));
    assertRefused("header n", "t", "k", Map.of("n", "v".repeat(4097)));
  }

  @Test
  void blankNamesAndZeroCharactersAreRefusedBeforeTheyFailTheTransaction() {
    assertRefused("topic", " ", "k", Map.of());
    assertRefused("key", "t", "", Map.of());
    assertRefused("header name", "t", "k", Map.of("", "v"));
    assertRefused("key", "t", "a\0b", Map.of());
    assertRefused("header n", "t", "k", Map.of("n", "\0"));
  }

  @Test
  void recordsOfEqualContentAreEqual() {
    var one = new OutboxRecord("t", "k", new byte[] {1, 2}, Map.of("a", "b"));
    var same = new OutboxRecord("t", "k", new byte[] {1, 2}, Map.of("a", "b"));
    var tombstone = new OutboxRecord("t", "k", null, Map.of("a", "b"));

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(tombstone);
    assertThat(tombstone.toString()).contains("tombstone");
  }

  @Test
  void bytesAreThoseOfKeyValueAndHeaders() {
    assertThat(new OutboxRecord("t", "键", new byte[10], Map.of("ab", "cde")).bytes())
        .isEqualTo(3 + 10 + 5);
    assertThat(new OutboxRecord("t", "k", null, Map.of()).bytes()).isEqualTo(1);
  }

  private static void assertRefused(
      String field, String topic, String key, Map<String, String> headers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record(topic, key, headers))
        .withMessageStartingWith(field);
  }
}
