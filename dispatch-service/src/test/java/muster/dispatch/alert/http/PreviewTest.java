package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  private Answer issue(String token, String key, GeoPoint place) {
    return dispatch.send(
        "POST",
        "/api/alerts?tasks=true",
        token,
        alertBody("CROWD", place),
        Map.of("Idempotency-Key", key));
  }

  private Answer move(String token, JsonNode alert, GeoPoint place) {
    return dispatch.patch(
        "/api/alerts/" + alert.get("id").asString(),
        token,
        "{\"location\":{\"latitude\":%s,\"longitude\":%s}}"
            .formatted(place.latitude(), place.longitude()));
  }

  /** One {@code "occasion latitude teams"} for each, oldest first. */
  private List<String> reads(String account) {
    return JdbcClient.create(dispatch.database())
        .sql(
            """
            select occasion, latitude, array_to_string(team_ids, ' ')
            from position_read where reader = ? order by id
            """)
        .param(account)
        .query((row, n) -> row.getString(1) + " " + row.getDouble(2) + " " + row.getString(3))
        .list();
  }

  @Test
  void whatIsIssuedAndWhereItIsMovedIsRecordedAsAPreviewIs() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 200);
    GeoPoint moved = RunningDispatch.north(place, 2_000);
    List<String> there = dispatch.seedTeams(moved, 1, 100);
    String account = "d-" + UUID.randomUUID();
    String token = dispatch.neighbours.issuer().token(account, Set.of("dispatcher"), "3203");
    String issued = "ISSUED " + place.latitude() + " " + String.join(" ", teams);

    Answer answer = issue(token, "k-1", place);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(issue(token, "k-1", place).json()).isEqualTo(answer.json());
    assertThat(reads(account)).as("the repetition reads nothing").containsExactly(issued);

    JsonNode alert = answer.json();
    // A place that is only said more exactly, and what says nothing of the place.
    assertThat(move(token, alert, RunningDispatch.north(place, 50)).status()).isEqualTo(200);
    assertThat(
            dispatch
                .patch("/api/alerts/" + alert.get("id").asString(), token, "{\"headline\":\"Two\"}")
                .status())
        .isEqualTo(200);
    assertThat(reads(account)).containsExactly(issued);

    assertThat(move(token, alert, moved).status()).isEqualTo(200);
    assertThat(move(token, alert, moved).status()).isEqualTo(200);
    String read =
        "MOVED " + moved.latitude() + " " + String.join(" ", teams) + " " + there.getFirst();
    assertThat(reads(account)).containsExactly(issued, read);

    Answer stale =
        dispatch.send(
            "PATCH",
            "/api/alerts/" + alert.get("id").asString(),
            token,
            "{\"location\":{\"latitude\":%s,\"longitude\":%s}}"
                .formatted(place.latitude(), place.longitude()),
            Map.of("If-Match", "\"1\""));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(reads(account)).as("nothing was told").containsExactly(issued, read);
  }

  @Test
  void movingAnAlertSharesThePreviewsLimitAndIssuingDoesNot() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    String account = "d-" + UUID.randomUUID();
    String token = dispatch.neighbours.issuer().token(account, Set.of("dispatcher"), "3203");
    JsonNode alert = issue(token, "first", place).json();
    for (int i = 1; i < PER_MINUTE; i++) {
      assertThat(preview(token, "CROWD", place).status()).isEqualTo(200);
    }
    GeoPoint moved = RunningDispatch.north(place, 500);
    assertThat(move(token, alert, moved).status()).as("the thirtieth").isEqualTo(200);

    Answer refused = move(token, alert, place);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
    assertThat(refused.json().get("type").asString()).isEqualTo("/problems/too-many-requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(
            dispatch.alert(alert.get("id").asString()).get("location").get("latitude").asDouble())
        .isEqualTo(moved.latitude());
    assertThat(preview(token, "CROWD", place).status()).isEqualTo(429);
    // Neither a repetition nor anything but the place is a read; and help is called for always.
    assertThat(move(token, alert, moved).status()).isEqualTo(200);
    assertThat(
            dispatch
                .patch("/api/alerts/" + alert.get("id").asString(), token, "{\"headline\":\"Two\"}")
                .status())
        .isEqualTo(200);
    for (int i = 0; i < PER_MINUTE + 1; i++) {
      assertThat(issue(token, "more-" + i, place).status()).isEqualTo(201);
    }
    assertThat(reads(account)).hasSize(1 + PER_MINUTE + PER_MINUTE + 1);

    dispatch.advance(Duration.ofSeconds(61));
    assertThat(move(token, alert, place).status()).isEqualTo(200);
  }

  @Test
  void whoeverIsCalledByHandIsReadOnceAndNotCountedAmongThePreviews() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> near = dispatch.seedTeams(place, 2, 200);
    String wider = dispatch.seedTeams(RunningDispatch.north(place, 2_400), 1, 100).getFirst();
    String farOff = dispatch.seedTeams(RunningDispatch.newPlace(), 1, 100).getFirst();
    String account = "d-" + UUID.randomUUID();
    String token = dispatch.neighbours.issuer().token(account, Set.of("dispatcher"), "3203");
    JsonNode alert = issue(token, "k-1", place).json();
    String path = "/api/alerts/" + alert.get("id").asString();
    List<String> expected = new ArrayList<>();
    expected.add("ISSUED " + place.latitude() + " " + String.join(" ", near));

    for (int i = 0; i < 2; i++) {
      Answer opened = dispatch.post(path + "/waves?tasks=true", token, "{\"afterWave\":1}");
      assertThat(opened.status()).as(opened.toString()).isEqualTo(200);
      assertThat(RunningDispatch.calledTeams(opened.json())).contains(wider);
    }
    expected.add("WAVE_OPENED " + place.latitude() + " " + wider);
    assertThat(reads(account)).as("the repetition reads nothing").isEqualTo(expected);

    String assignment = "{\"teamId\":\"%s\"}".formatted(farOff);
    for (int i = 0; i < 2; i++) {
      assertThat(dispatch.post(path + "/tasks", token, assignment).status()).isEqualTo(200);
    }
    assertThat(dispatch.post(path + "/tasks", token, "{\"teamId\":\"t-nobody\"}").status())
        .isEqualTo(404);
    expected.add("CALLED " + place.latitude() + " " + farOff);
    assertThat(reads(account)).isEqualTo(expected);

    JsonNode task = alert.get("tasks").get(0);
    dispatch.act(task, "decline", null);
    assertThat(dispatch.act(task, token, "calls", null).status()).isEqualTo(200);
    expected.add("CALLED " + place.latitude() + " " + near.getFirst());
    assertThat(reads(account)).isEqualTo(expected);

    dispatch.post(path + "/cancellation", token, "{\"reason\":\"mistake\"}");
    for (int i = 0; i < 2; i++) {
      assertThat(dispatch.post(path + "/reopening", token, null).status()).isEqualTo(200);
    }
    assertThat(reads(account)).hasSize(expected.size() + 1);
    assertThat(reads(account).getLast())
        .startsWith("REOPENED " + place.latitude())
        .contains(near.getLast(), wider)
        .doesNotContain(farOff);

    for (int i = 0; i < PER_MINUTE; i++) {
      assertThat(preview(token, "CROWD", place).status()).isEqualTo(200);
    }
    assertThat(preview(token, "CROWD", place).status()).isEqualTo(429);
  }

  @Test
  void anAlertThatIsOverIsNotMovedAndNothingIsRead() {
    GeoPoint place = RunningDispatch.newPlace();
    String account = "d-" + UUID.randomUUID();
    String token = dispatch.neighbours.issuer().token(account, Set.of("dispatcher"), "3203");
    JsonNode alert = issue(token, "k-1", place).json();
    dispatch.post(
        "/api/alerts/" + alert.get("id").asString() + "/cancellation",
        token,
        "{\"reason\":\"mistake\"}");
    assertThat(move(token, alert, RunningDispatch.north(place, 500)).status()).isEqualTo(409);
    assertThat(reads(account)).hasSize(1);
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
