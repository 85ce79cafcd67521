package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnBothKinds
class AlertApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void anAlertCallsTheNearestTeamsAndTheyAnswer() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 7, 100);

    Answer issued = dispatch.issue(alertBody("CROWD", place), UUID.randomUUID().toString());

    assertThat(issued.status()).isEqualTo(201);
    JsonNode alert = issued.json();
    String id = alert.get("id").asString();
    assertThat(issued.header("Location")).isEqualTo("/api/alerts/" + id);
    assertThat(alert.get("status").asString()).isEqualTo("CALLING");
    assertThat(alert.get("wave").asInt()).isEqualTo(1);
    assertThat(alert.get("location").get("crs").asString()).isEqualTo("WGS84");
    assertThat(alert.get("responseTarget").asString()).isEqualTo("PT1M");
    List<String> called = new ArrayList<>();
    alert.get("tasks").forEach(task -> called.add(task.get("teamId").asString()));
    assertThat(called).isEqualTo(teams.subList(0, 6));
    JsonNode reason = alert.get("tasks").get(0).get("reason");
    assertThat(reason.get("distanceMeters").asDouble()).isCloseTo(100, within(1.0));
    assertThat(reason.get("from").asString()).isEqualTo("BASE");

    JsonNode tasks = alert.get("tasks");
    assertThat(dispatch.act(tasks.get(0), "acknowledgement", "{\"etaSeconds\":90}").json())
        .isEqualTo(RunningDispatch.JSON.readTree("{\"state\":\"ACKNOWLEDGED\"}"));
    dispatch.act(tasks.get(1), "decline", null);
    dispatch.act(tasks.get(2), "acknowledgement", null);
    assertThat(dispatch.act(tasks.get(3), "acknowledgement", null).json())
        .isEqualTo(RunningDispatch.JSON.readTree("{\"state\":\"STANDBY\",\"rank\":1}"));
    assertThat(dispatch.line(id))
        .isEqualTo(
            "COVERED 1 ACKNOWLEDGED | 2 DECLINED | 3 ACKNOWLEDGED | 4 STANDBY 1 | 5 STOOD_DOWN"
                + " | 6 STOOD_DOWN");

    dispatch.act(tasks.get(0), "withdrawal", "{\"reason\":\"Flat tyre\"}");
    dispatch.act(tasks.get(2), "progress", "{\"state\":\"EN_ROUTE\"}");
    dispatch.act(tasks.get(2), "progress", "{\"state\":\"ON_SCENE\"}");
    dispatch.act(tasks.get(2), "completion", "{\"note\":\"Found it\"}");
    assertThat(dispatch.line(id))
        .startsWith("COVERED 1 WITHDRAWN | 2 DECLINED | 3 COMPLETED | 4 ACKNOWLEDGED");

    Answer resolved =
        dispatch.post(
            "/api/alerts/" + id + "/resolution?tasks=true",
            dispatch.dispatcher(),
            "{\"outcome\":\"FOUND\",\"note\":\"Behind the mill\"}");
    assertThat(resolved.status()).isEqualTo(200);
    assertThat(resolved.json().get("outcome").asString()).isEqualTo("FOUND");
    assertThat(resolved.json()).isEqualTo(dispatch.alert(id));
    assertThat(dispatch.timeline(id))
        .startsWith("alert.issued.v1", "wave.opened.v1", "task.offered.v1")
        .endsWith("task.stood-down.v1", "alert.resolved.v1");

    assertThat(dispatch.timeline(id)).doesNotContain("task.answered-late.v1");
    Answer late = dispatch.act(tasks.get(5), "acknowledgement", null);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("reason").asString()).isEqualTo("ALERT_OVER");
    assertThat(late.header("Content-Type")).startsWith("application/problem+json");
    assertThat(dispatch.act(tasks.get(5), "acknowledgement", null).status()).isEqualTo(409);
    assertThat(dispatch.timeline(id)).endsWith("alert.resolved.v1", "task.answered-late.v1");
    assertThat(dispatch.alert(id).get("tasks").get(5).get("lateAnswer").asString())
        .isEqualTo("COMES");
  }

  @Test
  void eventsCarryTheTraceOfTheRequestThatTheyFollowFrom() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    String issuing = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    JsonNode alert =
        dispatch
            .send(
                "POST",
                "/api/alerts?tasks=true",
                dispatch.dispatcher(),
                alertBody("CROWD", place),
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "traceparent", issuing))
            .json();
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);

    String id = alert.get("id").asString();
    // Issued, a wave opened, two tasks offered; then the answer, which came without a trace.
    assertThat(dispatch.tracesOf(id, 5)).startsWith(issuing, issuing, issuing, issuing, "");
  }

  @Test
  void anExerciseIsNearExercisesAlone() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.issue("CROWD", place);
    String body = alertBody("CROWD", place).replaceFirst("\\{", "{\"exercise\":true,");
    JsonNode first = dispatch.issue(body, UUID.randomUUID().toString()).json();
    JsonNode second = dispatch.issue(body, UUID.randomUUID().toString()).json();

    assertThat(first.path("nearby").isEmpty()).isTrue();
    assertThat(second.path("nearby").valueStream().map(one -> one.get("id").asString()))
        .containsExactly(first.get("id").asString());
  }

  @Test
  void anExerciseSaysSoWhereverItIsShownAndATeamAsksForHelp() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeams(place, 1, 100).getFirst();
    String body = alertBody("CROWD", place).replaceFirst("\\{", "{\"exercise\":true,");
    JsonNode alert = dispatch.issue(body, UUID.randomUUID().toString()).json();
    String id = alert.get("id").asString();
    assertThat(alert.get("exercise").asBoolean()).isTrue();
    assertThat(dispatch.alert(id).get("exercise").asBoolean()).isTrue();
    assertThat(dispatch.issue("THEFT", RunningDispatch.newPlace()).has("exercise")).isFalse();
    JsonNode mine =
        dispatch
            .get("/api/tasks", dispatch.volunteer(RunningDispatch.memberOf(team)))
            .json()
            .get("items")
            .get(0);
    assertThat(mine.get("alert").get("exercise").asBoolean()).isTrue();

    JsonNode task = alert.get("tasks").get(0);
    String help = "{\"kind\":\"DANGER\",\"text\":\"Knife\"}";
    assertThat(dispatch.act(task, "help", help).status()).isEqualTo(409);
    dispatch.act(task, "acknowledgement", null);
    assertThat(dispatch.act(task, "help", help).status()).isEqualTo(200);
    assertThat(dispatch.act(task, "help", help).status()).isEqualTo(200);
    assertThat(dispatch.timeline(id).stream().filter("task.help-asked.v1"::equals)).hasSize(1);
    JsonNode shown = dispatch.alert(id).get("tasks").get(0).get("help");
    assertThat(shown.get("kind").asString()).isEqualTo("DANGER");
    assertThat(shown.get("text").asString()).isEqualTo("Knife");
  }

  @Test
  void aPreviewSaysWhoWouldBeCalledAndStoresNothing() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);

    Answer preview =
        dispatch.post("/api/alerts/preview", dispatch.dispatcher(), alertBody("CROWD", place));

    assertThat(preview.status()).isEqualTo(200);
    List<String> picked = new ArrayList<>();
    preview.json().get("picks").forEach(pick -> picked.add(pick.get("teamId").asString()));
    assertThat(picked).isEqualTo(teams);
    assertThat(preview.json().get("shortfalls").get(0).get("cause").asString())
        .isEqualTo("NOBODY_IN_RADIUS");
    // Nobody is held: an alert right after it gets them.
    assertThat(dispatch.issue("CROWD", place).get("tasks").size()).isEqualTo(2);
  }

  @Test
  void anAlertWithNobodyNearIsIssuedAndSaysWhy() {
    JsonNode alert = dispatch.issue("THEFT", RunningDispatch.newPlace());

    assertThat(alert.get("tasks").size()).isZero();
    assertThat(alert.get("shortfalls").get(0).get("cause").asString())
        .isEqualTo("NOBODY_IN_RADIUS");
  }

  @Test
  void aCoordinateInAnotherDatumIsConverted() {
    // Tian'anmen in GCJ-02 and in WGS-84.
    String body = alertBody("THEFT", new GeoPoint(39.908722, 116.397496)).replace("WGS84", "GCJ02");

    JsonNode location = dispatch.issue(body, UUID.randomUUID().toString()).json().get("location");

    assertThat(location.get("latitude").asDouble()).isCloseTo(39.90732, within(1e-4));
    assertThat(location.get("longitude").asDouble()).isCloseTo(116.39125, within(1e-4));
    assertThat(location.get("crs").asString()).isEqualTo("WGS84");
  }

  @Test
  void anUpdateChangesOnlyWhatItNames() {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();

    Answer updated =
        dispatch.patch(
            "/api/alerts/" + id, dispatch.dispatcher(), "{\"headline\":\"Seen at the mill\"}");

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().get("headline").asString()).isEqualTo("Seen at the mill");
    assertThat(updated.json().get("description").asString()).isEqualTo("Red");
    assertThat(dispatch.timeline(id)).contains("alert.updated.v1");
  }

  @Test
  void aCorrectedPlaceIsReckonedAnewForWhoIsNotThereYetAndCallsWhoIsThere() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> there = dispatch.seedTeams(place, 2, 200);
    GeoPoint corrected = new GeoPoint(place.latitude() + 3_000 / 111_195.0, place.longitude());
    List<String> elsewhere = dispatch.seedTeams(corrected, 1, 300);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    assertThat(RunningDispatch.calledTeams(alert)).isEqualTo(there);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);

    Answer updated =
        dispatch.patch(
            "/api/alerts/" + id + "?tasks=true",
            dispatch.dispatcher(),
            "{\"location\":{\"latitude\":%s,\"longitude\":%s}}"
                .formatted(corrected.latitude(), corrected.longitude()));

    assertThat(updated.status()).as(updated.body()).isEqualTo(200);
    JsonNode tasks = updated.json().get("tasks");
    assertThat(tasks.get(0).get("reason").get("distanceMeters").asDouble()).isEqualTo(2_800);
    assertThat(tasks.get(0).get("reason").get("etaSeconds").asInt()).isEqualTo(1_556);
    assertThat(tasks.get(1).get("reason").get("distanceMeters").asDouble()).isEqualTo(2_600);
    assertThat(tasks.get(2).get("teamId").asString()).isEqualTo(elsewhere.getFirst());
    assertThat(tasks.get(2).get("reason").get("distanceMeters").asDouble()).isEqualTo(300);
    assertThat(updated.json().get("wave").asInt()).isEqualTo(2);
    assertThat(updated.json()).isEqualTo(dispatch.alert(id));
    assertThat(dispatch.timeline(id))
        .endsWith(
            "alert.updated.v1",
            "task.reckoned.v1",
            "task.reckoned.v1",
            "wave.opened.v1",
            "task.offered.v1");
  }

  @Test
  void theNextWaveOpensByHandAndADoubleClickOpensOne() {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    int before = dispatch.alert(id).get("wave").asInt();
    String body = "{\"afterWave\":" + before + "}";

    dispatch.post("/api/alerts/" + id + "/waves", dispatch.dispatcher(), body);
    Answer again = dispatch.post("/api/alerts/" + id + "/waves", dispatch.dispatcher(), body);

    assertThat(again.json().get("wave").asInt()).isGreaterThan(before);
    assertThat(dispatch.timeline(id).stream().filter("wave.opened.v1"::equals).count())
        .isEqualTo(again.json().get("wave").asInt());
  }

  @Test
  void aCancelledAlertSaysWhyAndIsOver() {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();

    Answer cancelled =
        dispatch.post(
            "/api/alerts/" + id + "/cancellation",
            dispatch.dispatcher(),
            "{\"reason\":\"Found at home\"}");

    assertThat(cancelled.json().get("status").asString()).isEqualTo("CANCELLED");
    assertThat(cancelled.json().get("note").asString()).isEqualTo("Found at home");
    assertThat(cancelled.json().has("outcome")).isFalse();
    Answer resolved =
        dispatch.post(
            "/api/alerts/" + id + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}");
    assertThat(resolved.status()).isEqualTo(409);
  }

  @Test
  void aListIsPagedWithoutGapsOrRepetitions() {
    String village = "320399001001";
    String dispatcher = dispatch.token("dispatcher", "320399");
    List<String> issued = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String body =
          alertBody(i % 2 == 0 ? "THEFT" : "BRAWL", RunningDispatch.newPlace())
              .replace(RunningDispatch.JURISDICTION, village);
      issued.addFirst(
          dispatch.issue(body, UUID.randomUUID().toString()).json().get("id").asString());
    }

    List<String> seen = new ArrayList<>();
    String path = "/api/alerts?limit=2";
    String cursor = "";
    do {
      JsonNode page = dispatch.get(path + cursor, dispatcher).json();
      page.get("items").forEach(alert -> seen.add(alert.get("id").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(issued);
    assertThat(dispatch.get("/api/alerts?category=BRAWL", dispatcher).json().get("items").size())
        .isEqualTo(2);
    assertThat(dispatch.get("/api/alerts?status=COVERED", dispatcher).json().get("items").size())
        .isZero();
    assertThat(
            dispatch
                .get("/api/alerts?jurisdiction=320399001", dispatcher)
                .json()
                .get("items")
                .size())
        .isEqualTo(5);
    assertThat(
            dispatch
                .get("/api/alerts?jurisdiction=320399002", dispatcher)
                .json()
                .get("items")
                .size())
        .isZero();
  }

  @Test
  void aListIsNarrowedByStatusesTimeAndText() {
    String dispatcher = dispatch.token("dispatcher", "320398");
    List<String> ids = new ArrayList<>();
    for (String headline : List.of("Red e-bike", "红色电动车 100%", "Quarrel, café")) {
      String body =
          alertBody("THEFT", RunningDispatch.newPlace())
              .replace(RunningDispatch.JURISDICTION, "320398001001")
              .replace("Stolen e-bike", headline);
      ids.add(dispatch.issue(body, UUID.randomUUID().toString()).json().get("id").asString());
    }
    String bike = ids.get(0);
    String chinese = ids.get(1);
    String quarrel = ids.get(2);
    dispatch.post(
        "/api/alerts/" + quarrel + "/cancellation", dispatcher, "{\"reason\":\"Made up\"}");

    assertThat(listed("status=OPEN", dispatcher)).containsExactly(chinese, bike);
    assertThat(listed("status=CANCELLED,RESOLVED", dispatcher)).containsExactly(quarrel);
    assertThat(listed("status=OPEN,CANCELLED", dispatcher)).containsExactly(quarrel, chinese, bike);
    assertThat(listed("category=BRAWL,CROWD", dispatcher)).isEmpty();
    assertThat(listed("category=BRAWL,THEFT", dispatcher)).hasSize(3);

    // The headline, the address, the cancellation's reason; no letter stands for others.
    assertThat(listed("search=E-BIKE", dispatcher)).containsExactly(bike);
    assertThat(listed("search=%E7%94%B5%E5%8A%A8", dispatcher)).containsExactly(chinese);
    assertThat(listed("search=0%25", dispatcher)).containsExactly(chinese);
    assertThat(listed("search=_", dispatcher)).isEmpty();
    assertThat(listed("search=xizhu%2012", dispatcher)).hasSize(3);
    assertThat(listed("search=made%20up", dispatcher)).containsExactly(quarrel);
    // In either form of the same letter.
    assertThat(listed("search=caf%C3%A9", dispatcher)).containsExactly(quarrel);
    assertThat(listed("search=cafe%CC%81", dispatcher)).containsExactly(quarrel);

    String second = dispatch.alert(chinese).get("issuedAt").asString();
    assertThat(listed("from=" + second, dispatcher)).containsExactly(quarrel, chinese);
    assertThat(listed("to=" + second, dispatcher)).containsExactly(bike);
    assertThat(listed("from=" + second + "&to=2200-01-01T00:00:00Z&status=OPEN", dispatcher))
        .containsExactly(chinese);
    assertThat(
            dispatch
                .get("/api/alerts?tasks=false", dispatcher)
                .json()
                .get("items")
                .get(0)
                .has("tasks"))
        .isFalse();
    assertThat(dispatch.get("/api/alerts", dispatcher).json().get("items").get(0).has("tasks"))
        .isTrue();
  }

  private List<String> listed(String query, String token) {
    Answer answer = dispatch.get("/api/alerts?" + query, token);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get("items").valueStream().map(a -> a.get("id").asString()).toList();
  }

  @Test
  void whoChangesAnAlertGetsItsTasksOnlyIfTheyAsk() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    String key = UUID.randomUUID().toString();
    Map<String, String> once = Map.of("Idempotency-Key", key);
    String body = alertBody("CROWD", place);
    Answer issued = dispatch.send("POST", "/api/alerts", dispatch.dispatcher(), body, once);
    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.json().has("tasks")).isFalse();
    assertThat(issued.json().has("shortfalls")).isTrue();
    // The same answer, as it was.
    assertThat(dispatch.issue(body, key).body()).isEqualTo(issued.body());

    String alert = "/api/alerts/" + issued.json().get("id").asString();
    String note = "{\"description\":\"Green coat\"}";
    // How many come is known without the tasks.
    assertThat(issued.json().get("teamsComing").asInt(-1)).isZero();
    JsonNode tasks = dispatch.get(alert, dispatch.dispatcher()).json().get("tasks");
    for (int i = 0; i < 3; i++) { // One more than is needed stands by.
      dispatch.act(tasks.get(i), "acknowledgement", null);
    }
    JsonNode light = dispatch.patch(alert, dispatch.dispatcher(), note).json();
    assertThat(light.has("tasks")).isFalse();
    assertThat(light.get("teamsComing").asInt()).isEqualTo(2);
    assertThat(light.get("peopleComing").asInt()).isEqualTo(2);
    assertThat(
            dispatch.patch(alert + "?tasks=true", dispatch.dispatcher(), note).json().get("tasks"))
        .hasSize(3);
    assertThat(dispatch.get(alert, dispatch.dispatcher()).json().get("tasks")).hasSize(3);
    assertThat(
            dispatch
                .post(alert + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}")
                .json()
                .has("tasks"))
        .isFalse();
  }

  @Test
  void anAlertsTasksCanBeReadPageByPage() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 5, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    dispatch.act(alert.get("tasks").get(1), "decline", null);
    dispatch.act(alert.get("tasks").get(2), "acknowledgement", null);
    String path = "/api/alerts/" + alert.get("id").asString() + "/tasks";

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = dispatch.get(path + "?limit=2" + cursor, dispatch.dispatcher()).json();
      assertThat(page.get("items").size()).isBetween(1, 2);
      page.get("items").forEach(task -> seen.add(task.get("teamId").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(teams);
    JsonNode narrowed =
        dispatch.get(path + "?state=ACKNOWLEDGED,DECLINED", dispatch.dispatcher()).json();
    assertThat(narrowed.get("items").valueStream().map(task -> task.get("teamId").asString()))
        .containsExactly(teams.get(1), teams.get(2));
    assertThat(narrowed.get("items").get(0))
        .isEqualTo(dispatch.alert(alert.get("id").asString()).get("tasks").get(1));
    assertThat(dispatch.get(path, dispatch.token("dispatcher", "320399")).status()).isEqualTo(403);
    assertThat(
            dispatch
                .get("/api/alerts/" + UUID.randomUUID() + "/tasks", dispatch.dispatcher())
                .status())
        .isEqualTo(404);
  }

  @Test
  void myTasksCanBeNarrowedToSeveralStates() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeams(place, 1, 100).getFirst();
    dispatch.issue("CROWD", place);
    String me = dispatch.volunteer(RunningDispatch.memberOf(team));
    assertThat(dispatch.get("/api/tasks?state=OFFERED,UNREACHED", me).json().get("items"))
        .hasSize(1);
    assertThat(dispatch.get("/api/tasks?state=DECLINED,STANDBY", me).json().get("items")).isEmpty();
  }

  @Test
  void myTasksAreThoseOfMyTeamsWithWhatTheAlertIsAbout() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);

    JsonNode mine =
        dispatch
            .get("/api/tasks", dispatch.volunteer(RunningDispatch.memberOf(teams.get(1))))
            .json();

    assertThat(mine.get("items").size()).isEqualTo(1);
    JsonNode task = mine.get("items").get(0);
    assertThat(task.get("teamId").asString()).isEqualTo(teams.get(1));
    assertThat(task.get("state").asString()).isEqualTo("OFFERED");
    assertThat(task.get("alert").get("headline").asString()).isEqualTo("Stolen e-bike");
    assertThat(task.get("alert").get("id")).isEqualTo(alert.get("id"));
    assertThat(
            dispatch.get("/api/tasks", dispatch.volunteer("v-nobody")).json().get("items").size())
        .isZero();
  }

  @Test
  void theTimelineIsPagedByVersion() {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();

    JsonNode first =
        dispatch.get("/api/alerts/" + id + "/timeline?limit=1", dispatch.dispatcher()).json();
    JsonNode second =
        dispatch
            .get(
                "/api/alerts/"
                    + id
                    + "/timeline?limit=1&cursor="
                    + first.get("nextCursor").asString(),
                dispatch.dispatcher())
            .json();

    assertThat(first.get("items").get(0).get("type").asString()).isEqualTo("alert.issued.v1");
    assertThat(first.get("items").get(0).get("event").get("alertId").asString()).isEqualTo(id);
    assertThat(second.get("items").get(0).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void openApiDescribesTheServiceToEverybody() {
    JsonNode description = dispatch.get("/v3/api-docs", null).json();

    assertThat(description.get("paths").propertyNames())
        .contains("/api/alerts", "/api/alerts/{id}/timeline", "/api/tasks/{id}/acknowledgement")
        .doesNotContain("/test/clock");
    assertThat(description.toString()).doesNotContain("\"caller\"", "checkedCategory");
    assertThat(description.get("components").get("securitySchemes").get("token").get("scheme"))
        .hasToString("\"bearer\"");
    // Two bodies with the same field: each says that it needs it.
    for (String body : List.of("Cancellation", "StandDown")) {
      JsonNode required = description.at("/components/schemas/" + body + "/required");
      assertThat(required.valueStream().map(JsonNode::asString)).as(body).containsExactly("reason");
    }
    assertThat(description.at("/components/schemas/Merge/properties/into/type").valueStream())
        .extracting(JsonNode::asString)
        .containsExactly("string", "integer");
    assertThat(dispatch.get("/swagger-ui.html", null).status()).isEqualTo(302);
  }

  @Test
  void figuresAreThereForPrometheus() {
    assertThat(dispatch.get("/actuator/prometheus", null).body())
        .contains(
            "muster_outbox_backlog",
            "muster_outbox_oldest_age_seconds",
            "muster_outbox_in_flight",
            "muster_outbox_rejected_rows",
            "muster_outbox_leading",
            "muster_outbox_published_total",
            "muster_outbox_failures_total",
            "muster_team_index_teams",
            "muster_team_index_on_duty");
  }
}
