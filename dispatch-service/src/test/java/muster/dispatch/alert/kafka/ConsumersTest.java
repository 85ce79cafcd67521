package muster.dispatch.alert.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.dispatch.RunningDispatch;
import muster.dispatch.team.TeamIndex;
import muster.testbed.OnBothKinds;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every event type goes once through the real broker, and again. */
@OnBothKinds
class ConsumersTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final FromNeighbours neighbours = new FromNeighbours(dispatch);

  @Test
  void aTriagedReportIssuesOneAlertHoweverOftenItComes() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    UUID reportId = UUID.randomUUID();
    String alertId = ReportConsumer.alertIdOf(reportId).toString();

    dispatch.publish(neighbours.requested(reportId, place));
    dispatch.publish(neighbours.requested(reportId, place));
    JsonNode alert = neighbours.awaitAlert(alertId);

    assertThat(alert.get("origin").get("kind").asString()).isEqualTo("REPORT");
    assertThat(alert.get("origin").get("reportId").asString()).isEqualTo(reportId.toString());
    assertThat(alert.get("issuedBy").asString()).isEqualTo("officer-1");
    assertThat(alert.get("teamsNeeded").asInt()).isEqualTo(1);
    // The clue behind the repetition, on the same partition, tells that the repetition is through.
    neighbours.clue(reportId, alertId);
    assertThat(dispatch.timeline(alertId).stream().filter("alert.issued.v1"::equals)).hasSize(1);
  }

  @Test
  void aTriagedReportMayAskForPeople() {
    GeoPoint place = RunningDispatch.newPlace();
    UUID reportId = UUID.randomUUID();
    dispatch.publish(neighbours.requestedForPeople(reportId, place, 8));
    JsonNode alert = neighbours.awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(alert.get("peopleNeeded").asInt()).isEqualTo(8);
    assertThat(alert.has("teamsNeeded")).isFalse();
  }

  @Test
  void whatFollowsFromARecordCarriesItsTraceOn() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    UUID reportId = UUID.randomUUID();
    String alertId = ReportConsumer.alertIdOf(reportId).toString();
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    dispatch.publish(neighbours.requested(reportId, place), UUID.randomUUID(), trace);
    neighbours.awaitAlert(alertId);
    neighbours.clue(reportId, alertId);

    // Issued, a wave opened, a task offered; then the clue, whose record had none.
    assertThat(dispatch.tracesOf(alertId, 4)).containsSubsequence(trace, trace, trace, "");
  }

  @Test
  void aClueIsInTheTimelineOnceHoweverOftenItComes() {
    String alertId = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    UUID reportId = UUID.randomUUID();

    neighbours.clue(reportId, alertId);
    neighbours.clue(reportId, alertId);
    UUID other = UUID.randomUUID();
    dispatch.publish(
        new ClueSubmitted(
            other, Instant.now(), "v-1", UUID.fromString(alertId), "And again", null));

    await().atMost(FromNeighbours.PATIENCE).until(() -> neighbours.clues(alertId) >= 2);
    assertThat(neighbours.clues(alertId)).isEqualTo(2);
  }

  @Test
  void aReceiptOfADeviceMakesTheTeamAReachedOneOnce() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);

    var sent = neighbours.receipt(task, Status.SENT);
    dispatch.publish(
        new DeliveriesQueued(
            sent.taskId(),
            sent.at(),
            sent.alertId(),
            sent.teamId(),
            sent.channel(),
            List.of("v"),
            null));
    dispatch.publish(sent);
    dispatch.publish(neighbours.receipt(task, Status.CONFIRMED));
    dispatch.publish(neighbours.receipt(task, Status.CONFIRMED));
    dispatch.publish(neighbours.receipt(task, Status.SEEN));
    dispatch.publish(neighbours.receipt(alert.get("tasks").get(1), Status.SEEN));

    await().atMost(FromNeighbours.PATIENCE).until(() -> neighbours.reached(id) >= 2);
    assertThat(neighbours.reached(id)).isEqualTo(2);
    assertThat(dispatch.alert(id).get("tasks").get(0).get("reached").asBoolean()).isTrue();
  }

  @Test
  void aTombstoneRemovesATeam() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);

    dispatch.send("volunteer.teams", teams.getFirst(), null, Map.of());

    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    await().atMost(FromNeighbours.PATIENCE).until(() -> index.findTeam(teams.getFirst()).isEmpty());
    assertThat(dispatch.issue("CROWD", place).get("tasks").size()).isEqualTo(1);
  }

  @Test
  void someoneOffDutyIsNotCalledAndAPositionCountsBeforeTheBase() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 300);
    Instant now = Instant.now();
    dispatch.publish(
        new PresenceSnapshot(
            RunningDispatch.memberOf(teams.get(0)), now, 2, false, null, null, null));
    GeoPoint near = new GeoPoint(place.latitude() + 0.0005, place.longitude());
    // In the future, so that a clock which another test has moved does not make it stale.
    Instant fresh = now.plus(Duration.ofDays(1));
    dispatch.publish(
        new PresenceSnapshot(
            RunningDispatch.memberOf(teams.get(1)), now, 2, true, near, 5.0, fresh));

    await()
        .atMost(FromNeighbours.PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode preview =
                  dispatch
                      .post(
                          "/api/alerts/preview",
                          dispatch.newDispatcher(),
                          RunningDispatch.alertBody("CROWD", place))
                      .json();
              assertThat(preview.get("picks").size()).isEqualTo(1);
              JsonNode pick = preview.get("picks").get(0);
              assertThat(pick.get("teamId").asString()).isEqualTo(teams.get(1));
              assertThat(pick.get("reason").get("from").asString()).isEqualTo("POSITION");
              assertThat(preview.get("shortfalls").toString()).contains("OFF_DUTY");
            });
  }

  @Test
  void allEventsOfAnAlertComeInOrderWithTheirVersions() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);
    dispatch.post(
        "/api/alerts/" + id + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}");
    List<String> timeline = dispatch.timeline(id);

    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), "dispatch.events")) {
      var events = watch.await(timeline.size(), one -> id.equals(one.key()));
      assertThat(events.stream().map(one -> TopicReader.header(one, "ce_type")).toList())
          .isEqualTo(timeline);
      for (int i = 0; i < events.size(); i++) {
        assertThat(TopicReader.header(events.get(i), "ce_aggregateversion"))
            .isEqualTo(Integer.toString(i + 1));
      }
      assertThat(events.stream().map(one -> TopicReader.header(one, "ce_id")).distinct())
          .hasSize(timeline.size());
    }
  }

  @Test
  void theTopicsOfTheBindingsAreThoseOfTheContracts() {
    Set<String> topics =
        Set.copyOf(
            Arrays.asList(
                dispatch
                    .context
                    .getEnvironment()
                    .getRequiredProperty("spring.cloud.stream.bindings.receipts-in-0.destination"),
                dispatch
                    .context
                    .getEnvironment()
                    .getRequiredProperty("spring.cloud.stream.bindings.reports-in-0.destination")));
    assertThat(topics)
        .containsExactlyInAnyOrder(Topics.Name.NOTIFICATION_RECEIPTS, Topics.Name.REPORT_EVENTS);
    assertThat(EventCodec.recordsOf(ReportEvent.class)).hasSize(10);
  }
}
