package muster.dispatch.alert.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.outbox.spring.Traceparent;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OnRealServers
class DeadlinesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void aTeamThatIsNotReachedIsReplacedByTheNextNearest() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 7, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    // The first has no device at all; the last says nothing, but its device confirms.
    for (int i = 1; i <= 4; i++) {
      dispatch.act(alert.get("tasks").get(i), "decline", null);
    }
    dispatch.publish(RunningDispatch.receipt(alert.get("tasks").get(5), Status.CONFIRMED));
    String id = alert.get("id").asString();
    await().atMost(PATIENCE).until(() -> dispatch.timeline(id).contains("task.reached.v1"));

    dispatch.advance(Duration.ofSeconds(50));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(dispatch.line(id)).contains("1 UNREACHED", "6 OFFERED", "7 OFFERED"));
    JsonNode replacement = dispatch.alert(id).get("tasks").get(6);
    assertThat(replacement.get("replaces")).isEqualTo(alert.get("tasks").get(0).get("id"));
    assertThat(replacement.get("wave").asInt()).isEqualTo(1);

    // It comes back: a late receipt counts.
    dispatch.publish(RunningDispatch.receipt(alert.get("tasks").get(0), Status.CONFIRMED));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(dispatch.line(id)).contains("1 OFFERED", "6 OFFERED", "7 OFFERED"));
    assertThat(dispatch.timeline(id)).endsWith("task.reached-again.v1");
  }

  @Test
  void anUnreachedTeamOfWhichAllComeElsewhereByNowStaysUnreached() {
    GeoPoint place = RunningDispatch.newPlace();
    String member = RunningDispatch.newPeople(1).getFirst();
    dispatch.seedTeam(RunningDispatch.north(place, 100), List.of(member));
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.advance(Duration.ofSeconds(50));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(dispatch.alert(id).get("tasks").get(0).get("state").asString())
                    .isEqualTo("UNREACHED"));
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(RunningDispatch.north(elsewhere, 100), List.of(member));
    JsonNode task = dispatch.issue("CROWD", elsewhere).get("tasks").get(0);
    assertThat(dispatch.act(task, dispatch.volunteer(member), "acknowledgement", null).status())
        .isEqualTo(200);

    dispatch.publish(RunningDispatch.receipt(alert.get("tasks").get(0), Status.CONFIRMED));
    await().atMost(PATIENCE).until(() -> dispatch.timeline(id).contains("task.reached.v1"));
    assertThat(dispatch.alert(id).get("tasks").get(0).get("state").asString())
        .isEqualTo("UNREACHED");
  }

  @Test
  void anUnreachedTeamThatIsOnAnotherAlertByNowStaysUnreachedUntilItIsFree() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.advance(Duration.ofSeconds(50));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(dispatch.line(id)).contains("1 UNREACHED"));
    JsonNode task = alert.get("tasks").get(0);
    String other = dispatch.issue("CROWD", place).get("id").asString();
    assertThat(dispatch.line(other)).contains("1 OFFERED");

    dispatch.publish(RunningDispatch.receipt(task, Status.CONFIRMED));
    await().atMost(PATIENCE).until(() -> dispatch.timeline(id).contains("task.reached.v1"));
    assertThat(dispatch.line(id)).contains("1 UNREACHED");

    dispatch.post(
        "/api/alerts/" + other + "/cancellation", dispatch.dispatcher(), "{\"reason\":\"x\"}");
    dispatch.publish(RunningDispatch.receipt(task, Status.SEEN));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(dispatch.line(id)).contains("1 OFFERED"));
  }

  @Test
  void aWaveThatIsNotAnsweredOpensTheNextOneAndTheLastOneEscalates() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("OTHER", place);
    String id = alert.get("id").asString();
    assertThat(alert.get("status").asString()).isEqualTo("CALLING");

    dispatch.advance(Duration.ofMinutes(10));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("ESCALATED");
              assertThat(dispatch.timeline(id)).contains("task.unreached.v1", "alert.escalated.v1");
            });
    assertThat(dispatch.alert(id).get("escalatedTo").asString()).isEqualTo("320371003");
  }

  @Test
  void theResponseTargetIsWatchedAndTheTimesStandInTheAlertAndInTheList() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode late = dispatch.issue("CROWD", place);
    dispatch.act(late.get("tasks").get(0), "acknowledgement", null);
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeams(elsewhere, 2, 100);
    JsonNode inTime = dispatch.issue("CROWD", elsewhere);
    dispatch.act(inTime.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(inTime.get("tasks").get(0), "progress", "{\"state\":\"EN_ROUTE\"}");
    dispatch.act(inTime.get("tasks").get(0), "progress", "{\"state\":\"ON_SCENE\"}");

    dispatch.advance(Duration.ofSeconds(61));

    String lateId = late.get("id").asString();
    String inTimeId = inTime.get("id").asString();
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.timeline(lateId).contains("alert.response-target-missed.v1"));
    JsonNode times = dispatch.alert(lateId).get("times");
    assertThat(times.has("acknowledgedAt")).isTrue();
    assertThat(times.has("targetMissedAt")).isTrue();
    assertThat(times.has("onSceneAt")).isFalse();
    assertThat(dispatch.timeline(inTimeId)).doesNotContain("alert.response-target-missed.v1");
    for (JsonNode listed :
        dispatch.get("/api/alerts?category=CROWD", dispatch.dispatcher()).json().get("items")) {
      if (listed.get("id").asString().equals(inTimeId)) {
        assertThat(listed.get("times").propertyNames())
            .containsExactlyInAnyOrder("reachedAt", "acknowledgedAt", "enRouteAt", "onSceneAt");
        return;
      }
    }
    throw new AssertionError("not in the list");
  }

  @Test
  void anEscalationThatNobodyAcceptsIsToldAgainAndAnAcceptedOneIsNot() {
    String silent = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    String accepted = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    assertThat(rows(accepted)).contains(accepted + "/tell-again:1");
    assertThat(
            dispatch
                .post(
                    "/api/alerts/" + accepted + "/escalation/acceptance",
                    dispatch.dispatcher(),
                    null)
                .status())
        .isEqualTo(200);
    assertThat(rows(accepted)).noneMatch(row -> row.contains("tell-again"));

    dispatch.advance(Duration.ofSeconds(61));

    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.timeline(silent).contains("alert.escalation-told-again.v1"));
    assertThat(dispatch.alert(silent).get("escalation").get("told").asInt()).isGreaterThan(1);
    assertThat(rows(silent)).anyMatch(row -> row.contains("tell-again"));
    assertThat(dispatch.timeline(accepted)).doesNotContain("alert.escalation-told-again.v1");
  }

  @Test
  void aTeamThatDoesNotMoveIsRemindedOnceAndOneThatDoesIsNot() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(0), "progress", "{\"state\":\"EN_ROUTE\"}");
    assertThat(rows(id).stream().filter(row -> row.contains("reminder"))).hasSize(1);

    dispatch.advance(Duration.ofSeconds(61));

    await().atMost(PATIENCE).until(() -> dispatch.timeline(id).contains("task.reminded.v1"));
    dispatch.advance(Duration.ofSeconds(61));
    assertThat(dispatch.timeline(id).stream().filter("task.reminded.v1"::equals)).hasSize(1);
    JsonNode tasks = dispatch.alert(id).get("tasks");
    assertThat(tasks.get(0).has("remindedAt")).isFalse();
    assertThat(tasks.get(1).has("remindedAt")).isTrue();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows(id)).noneMatch(row -> row.contains("reminder")));
  }

  private List<String> rows(String alertId) {
    return JdbcClient.create(dispatch.database())
        .sql("select task_instance from scheduled_tasks where task_instance like ?")
        .param(alertId + "/%")
        .query(String.class)
        .list();
  }

  @Test
  void anAlertNobodyEndsExpires() {
    String id = dispatch.issue("BRAWL", RunningDispatch.newPlace()).get("id").asString();
    int before = dispatch.timeline(id).size();

    dispatch.advance(Duration.ofHours(2));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("EXPIRED"));
    List<String> timeline = dispatch.timeline(id);
    assertThat(timeline).endsWith("alert.expired.v1");
    List<String> traces = dispatch.tracesOf(id, timeline.size());
    assertThat(traces.subList(0, before)).as("a request without a trace").containsOnly("");
    assertThat(traces.subList(before, traces.size()))
        .as("a deadline begins one")
        .allMatch(trace -> Traceparent.read(List.of(trace)).isPresent());
  }

  @Test
  void deadlinesSurviveARestartAndAnEndedAlertLeavesNone() {
    String[] settings = {
      "--muster.policies.theft.reach-deadline=4s",
      "--muster.policies.theft.acknowledgement-deadline=4s"
    };
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    String issued;
    try (RunningDispatch before = RunningDispatch.another("restart", settings)) {
      assertThat(before.post("/test/clock", null, "{\"advance\":\"PT1S\"}").status())
          .isEqualTo(404);
      issued = before.issue("THEFT", place).get("id").asString();
      String over = before.issue("THEFT", place).get("id").asString();
      before.post(
          "/api/alerts/" + over + "/cancellation", before.dispatcher(), "{\"reason\":\"x\"}");
      assertThat(deadlines(before, issued)).isNotZero();
      assertThat(deadlines(before, over)).isZero();
    }

    try (RunningDispatch after = RunningDispatch.another("restart", settings)) {
      await().atMost(PATIENCE).until(() -> after.timeline(issued).contains("task.unreached.v1"));
      // And what it held is known again: nobody of its wave is free for another alert.
      assertThat(after.alert(issued).get("tasks").size()).isEqualTo(3);
    }
  }

  @Test
  void anInstanceThatDoesNotKnowTheTeamsDoesNothingYet() {
    // A deadline of the database it is started on, long due.
    try (RunningDispatch unready = RunningDispatch.withoutTeams("unready")) {
      JdbcClient database = JdbcClient.create(unready.database());
      database
          .sql(
              """
              insert into scheduled_tasks
                (task_name, task_instance, execution_time, picked, version)
              values ('alert-deadline', ?, now() - interval '1 hour', false, 1)
              """)
          .param(UUID.randomUUID() + "/expiry")
          .update();

      assertThat(unready.get("/actuator/health/readiness", null).status()).isEqualTo(503);
      assertThat(unready.get("/actuator/health/liveness", null).status()).isEqualTo(200);
      var answer =
          unready.post(
              "/api/alerts/preview",
              unready.dispatcher(),
              RunningDispatch.alertBody("THEFT", RunningDispatch.newPlace()));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      await()
          .during(Duration.ofSeconds(2))
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          database
                              .sql("select count(*) from scheduled_tasks where not picked")
                              .query(Integer.class)
                              .single())
                      .isEqualTo(1));
    }
  }

  private static int deadlines(RunningDispatch service, String alertId) {
    return JdbcClient.create(service.database())
        .sql("select count(*) from scheduled_tasks where task_instance like ?")
        .param(alertId + "/%")
        .query(Integer.class)
        .single();
  }
}
