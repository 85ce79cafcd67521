package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A preview says what issuing does, and is a read of positions. */
@OnRealServers
class PreviewTest {
  private static final int PER_MINUTE = 30;

  private final RunningDispatch dispatch = RunningDispatch.shared();

  private Answer preview(String token, String category, GeoPoint place) {
    return dispatch.post("/api/alerts/preview", token, alertBody(category, place));
  }

  /** One {@code "team wave reason"} for each. */
  private static List<String> lines(JsonNode picks) {
    List<String> lines = new ArrayList<>();
    picks.forEach(
        pick ->
            lines.add(
                pick.get("teamId").asString()
                    + " "
                    + pick.get("wave").asInt()
                    + " "
                    + pick.get("teamName").asString()
                    + " "
                    + pick.get("reason")));
    return lines;
  }

  /** Wave 1 of a CROWD reaches 1,500 m, wave 2 3,000 m, wave 3 6,000 m. */
  @ParameterizedTest
  @CsvSource({"200, 8, 1", "2500, 3, 2", "5500, 1, 3", "5500, 0, 3"})
  void itIsWhatIssuingDoes(double metersApart, int teams, int waves) {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, teams, metersApart);

    JsonNode preview = preview(dispatch.newDispatcher(), "CROWD", place).json();
    JsonNode alert = dispatch.issue("CROWD", place);

    assertThat(lines(preview.get("picks"))).isEqualTo(lines(alert.get("tasks")));
    assertThat(preview.get("shortfalls")).isEqualTo(alert.get("shortfalls"));
    List<Integer> numbers = new ArrayList<>();
    preview.get("waves").forEach(wave -> numbers.add(wave.get("wave").asInt()));
    assertThat(numbers).hasSize(waves).isEqualTo(List.of(1, 2, 3).subList(0, waves));
    assertThat(alert.get("wave").asInt()).isEqualTo(waves);
    assertThat(preview.get("waves").get(waves - 1).get("radiusMeters").asDouble())
        .isEqualTo(1_500 * Math.pow(2, waves - 1));
    assertThat(preview.has("escalatedTo")).isEqualTo(alert.has("escalatedTo"));
    assertThat(preview.get("escalatedTo")).isEqualTo(alert.get("escalatedTo"));
    assertThat(preview.has("escalatedTo")).isEqualTo(teams == 0);
  }

  @Test
  void aVillageOfficerCallsTheCountysTeamsAndNotAnotherCitys() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> village = dispatch.seedTeams(place, 1, 300);
    List<String> county = dispatch.seedTeams(place, 1, 200, "320371004");
    List<String> otherCity = dispatch.seedTeams(place, 1, 100, "320401002003");
    String officer = dispatch.token("officer", RunningDispatch.JURISDICTION);

    JsonNode preview = preview(officer, "CROWD", place).json();
    JsonNode alert =
        dispatch
            .send(
                "POST",
                "/api/alerts?tasks=true",
                officer,
                alertBody("CROWD", place),
                Map.of("Idempotency-Key", "borders-" + place.latitude()))
            .json();

    assertThat(RunningDispatch.calledTeams(alert))
        .containsExactly(county.getFirst(), village.getFirst());
    assertThat(lines(preview.get("picks"))).isEqualTo(lines(alert.get("tasks")));
    assertThat(preview.toString()).doesNotContain(otherCity.getFirst());
    // Where a life is at stake, whoever is near is called.
    JsonNode shared = dispatch.issue("FIRE_HAZARD", place);
    assertThat(RunningDispatch.calledTeams(shared)).contains(otherCity.getFirst());
  }

  @Test
  void distancesAndTheirTravelTimesAreToldToTheNearestTenMeters() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 127);

    JsonNode picks = preview(dispatch.newDispatcher(), "CROWD", place).json().get("picks");

    assertThat(picks.get(0).get("reason").get("distanceMeters").asDouble()).isEqualTo(130);
    assertThat(picks.get(1).get("reason").get("distanceMeters").asDouble()).isEqualTo(250);
    // At 1.8 m/s; 127 m would be 71 s and 254 m 141 s.
    assertThat(picks.get(0).get("reason").get("etaSeconds").asInt()).isEqualTo(72);
    assertThat(picks.get(1).get("reason").get("etaSeconds").asInt()).isEqualTo(139);
  }

  @Test
  void eachIsRecordedAsOneReadOfPositions() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 200);
    String account = "d-recorded-" + place.latitude() + "-" + place.longitude();
    String token =
        dispatch.neighbours.issuer().token(account, Set.of("officer", "dispatcher"), "320371");
    String stranger = dispatch.neighbours.issuer().token(account, Set.of("dispatcher"), "3204");

    assertThat(preview(token, "CROWD", place).status()).isEqualTo(200);
    assertThat(preview(token, "CROWD", place).status()).isEqualTo(200);
    assertThat(preview(stranger, "CROWD", place).status()).isEqualTo(403);

    List<Map<String, Object>> rows =
        JdbcClient.create(dispatch.database())
            .sql(
                """
                select array_to_string(reader_roles, ' ') roles, jurisdiction, latitude, longitude,
                  array_to_string(team_ids, ' ') teams
                from position_read where reader = ?
                """)
            .param(account)
            .query()
            .listOfRows();
    Map<String, Object> row =
        Map.of(
            "roles", "dispatcher officer",
            "jurisdiction", RunningDispatch.JURISDICTION,
            "latitude", place.latitude(),
            "longitude", place.longitude(),
            "teams", String.join(" ", teams));
    assertThat(rows).containsExactly(row, row);
  }

  @Test
  void anAccountHasThirtyAMinuteHoweverManyItAsksForAtOnce() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    String token = dispatch.newDispatcher();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> ask = () -> preview(token, "CROWD", place);
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < PER_MINUTE + 5; i++) {
        asked.add(executor.submit(ask));
      }
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
    }

    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(PER_MINUTE);
    Answer refused =
        answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
    assertThat(refused.json().get("type").asString()).isEqualTo("/problems/too-many-requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(preview(dispatch.newDispatcher(), "CROWD", place).status())
        .as("another account has its own")
        .isEqualTo(200);
    dispatch.advance(Duration.ofSeconds(61));
    assertThat(preview(token, "CROWD", place).status()).isEqualTo(200);
  }
}
