package muster.dispatch.alert.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.outbox.spring.Traceparent;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
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
    dispatch.publish(
        new DeliveryReceipt(
            UUID.fromString(alert.get("tasks").get(5).get("id").asString()),
            Instant.now(),
            UUID.fromString(alert.get("id").asString()),
            teams.get(5),
            RunningDispatch.memberOf(teams.get(5)),
            Channel.STREAM,
            Status.CONFIRMED,
            null));
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
  }

  @Test
  void silenceIsCountedOnlyFromWhenReceiptsAreRead() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    try (RunningDispatch deaf =
        RunningDispatch.another("deaf", "--muster.policies.theft.reach-deadline=2s")) {
      var bindings = deaf.context.getBean(BindingsLifecycleController.class);
      bindings.changeState("receipts-in-0", State.STOPPED);
      String id = deaf.issue("THEFT", place).get("id").asString();
      await()
          .during(Duration.ofSeconds(4))
          .atMost(PATIENCE)
          .until(() -> !deaf.timeline(id).contains("task.unreached.v1"));

      Instant heardAgain = Instant.now();
      bindings.changeState("receipts-in-0", State.STARTED);
      await().atMost(PATIENCE).until(() -> deaf.timeline(id).contains("task.unreached.v1"));
      assertThat(Duration.between(heardAgain, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    }
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
            () -> assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("ESCALATED"));
    assertThat(dispatch.timeline(id)).contains("task.unreached.v1", "alert.escalated.v1");
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
