package muster.gateway.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import muster.gateway.route.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
  private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "muster_streams 4 | muster_streams | '' | 4",
        "muster_streams 4.5e3 | muster_streams | '' | 4500",
        "a{b=\"c\"} 1 | a | {b=\"c\"} | 1",
        "a{uri=\"/api/{id}\",x=\"}\"} 2.5 | a | {uri=\"/api/{id}\",x=\"}\"} | 2.5",
        "a{b=\"c\"} 1 1732600000000 | a | {b=\"c\"} | 1",
        "a +Inf | a | '' | Infinity"
      })
  void aSampleIsANameWithLabelsAndAValue(String line, String name, String labels, double value) {
    assertThat(PrometheusText.read(line))
        .containsExactly(new PrometheusText.Sample(name, labels, value));
  }

  @Test
  void aQuantileIsAFigureOnceSomethingWasMeasured() {
    String measured =
        """
        muster_offers_handed_seconds{quantile="0.5",} 0.038
        muster_offers_handed_seconds{quantile="0.99",} 0.14
        """;
    Standing unknown = Standing.unknown(Service.NOTIFICATION, BEGIN);

    assertThat(unknown.found(Standing.Status.UP, measured, BEGIN).figures())
        .containsExactly(
            new Figure("offers-p50", 0.038, "s", 1.0), new Figure("offers-p99", 0.14, "s", 1.0));
    assertThat(
            unknown
                .found(
                    Standing.Status.UP,
                    "muster_offers_handed_seconds{quantile=\"0.5\",} 0.0\n",
                    BEGIN)
                .figures())
        .isEmpty();
  }

  @Test
  void whoIsOnDutyIsToldAndNotWhoIsRegistered() {
    String told =
        """
        muster_team_index_teams 300.0
        muster_team_index_volunteers 3000.0
        muster_team_index_on_duty 280.0
        """;
    assertThat(
            Standing.unknown(Service.DISPATCH, BEGIN)
                .found(Standing.Status.UP, told, BEGIN)
                .figures())
        .containsExactly(
            new Figure("teams", 300, "1", null), new Figure("volunteers-on-duty", 280, "1", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "# HELP a b", "a", "{}", "a{b=\"c\"}", "a b", "<html>"})
  void whatIsNoneIsPassedOver(String line) {
    assertThat(PrometheusText.read(line)).isEmpty();
  }

  @Test
  void aServiceIsWhatItIsSinceItWasFirstFoundSo() {
    Standing unknown = Standing.unknown(Service.REPORT, BEGIN);
    Standing up =
        unknown.found(
            Standing.Status.UP,
            "muster_outbox_backlog 3\nmuster_outbox_rejected_rows NaN\n",
            BEGIN.plusSeconds(5));
    Standing still = up.found(Standing.Status.UP, "", BEGIN.plusSeconds(10));
    Standing away = still.found(Standing.Status.AWAY, "", BEGIN.plusSeconds(15));

    assertThat(unknown.status().wireName()).isEqualTo("away");
    assertThat(up.since()).isEqualTo(BEGIN.plusSeconds(5));
    assertThat(up.figures()).containsExactly(new Figure("outbox-waiting", 3, "1", null));
    assertThat(still.since()).isEqualTo(BEGIN.plusSeconds(5));
    assertThat(away.since()).isEqualTo(BEGIN.plusSeconds(15));
    assertThat(Standing.Status.NOT_READY.wireName()).isEqualTo("not-ready");
  }

  @Test
  void allServicesAreToldAlways() {
    Standings standings = new Standings(BEGIN);
    standings.found(Service.DISPATCH, Standing.Status.UP, "", BEGIN.plusSeconds(1));

    Standings.AtOnce now = standings.now();

    assertThat(now.at()).isEqualTo(BEGIN.plusSeconds(1));
    assertThat(now.services())
        .extracting(Standing::service)
        .containsExactlyElementsOf(List.of(Service.values()));
  }
}
