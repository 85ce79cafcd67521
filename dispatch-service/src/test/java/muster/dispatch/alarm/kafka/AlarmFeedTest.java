package muster.dispatch.alarm.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.PickReason;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alarm.http.AlarmBoard;
import muster.testbed.BesideOthers;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What of the alerts' events wakes an alarm, also when it comes again. */
@OnRealServers
@BesideOthers
class AlarmFeedTest {
  private final RunningDispatch dispatch = RunningDispatch.forAlarms();
  private final AlarmBoard alarms = new AlarmBoard(dispatch);
  private final UUID alert =
      UUID.fromString(dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString());

  private void cancel() {
    assertThat(
            dispatch
                .post(
                    "/api/alerts/" + alert + "/cancellation",
                    dispatch.dispatcher(),
                    "{\"reason\":\"found\"}")
                .status())
        .isEqualTo(200);
  }

  private ClueReceived clue(UUID report) {
    return new ClueReceived(alert, Instant.now(), report, "r-1", "a green coat", null, null, null);
  }

  /** Until all that was published of the alert before this has been handled. */
  private void publishAndAwait(List<DispatchEvent> events, UUID id) {
    events.forEach(event -> dispatch.publish(event, id));
    UUID last = UUID.randomUUID();
    dispatch.publish(clue(last));
    alarms.await("CLUE", last.toString());
  }

  @Test
  void anEventThatComesAgainRaisesNothingASecondTime() {
    JsonNode raised = alarms.await("WAVES_USED_UP", alert.toString());
    AlertEscalated escalated =
        new AlertEscalated(
            alert,
            Instant.now(),
            new JurisdictionCode("320371003209"),
            new JurisdictionCode("320371003"),
            1);
    publishAndAwait(List.of(escalated, escalated), UUID.randomUUID());
    assertThat(alarms.find("WAVES_USED_UP", alert.toString())).hasValue(raised);
    cancel();
    alarms.awaitGone("WAVES_USED_UP", alert.toString());

    publishAndAwaitOver(escalated);
    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), "dispatch.alarms")) {
      watch.awaitWithKey(raised.get("id").asString(), 2);
      assertThat(
              watch.awaitQuiet().stream()
                  .filter(event -> event.key().startsWith("WAVES_USED_UP:" + alert))
                  .map(event -> TopicReader.header(event, "ce_type")))
          .containsExactly("alarm.raised.v1", "alarm.gone.v1");
    }
  }

  /**
   * Of an alert that is over no clue is an alarm: of another one on the way, which may be later.
   */
  private void publishAndAwaitOver(DispatchEvent late) {
    dispatch.publish(late);
    String other = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    alarms.await("WAVES_USED_UP", other);
  }

  @Test
  void aClueIsToBeSeenOnceAndGoneWithThat() {
    UUID report = UUID.randomUUID();
    UUID event = UUID.randomUUID();
    publishAndAwait(List.of(clue(report), clue(report)), event);
    JsonNode alarm = alarms.find("CLUE", report.toString()).orElseThrow();
    assertThat(alarm.get("id").asString()).isEqualTo("CLUE:" + report + ":" + event);
    assertThat(alarm.get("priority").asString()).isEqualTo("LOW");
    assertThat(alarm.get("reportId").asString()).isEqualTo(report.toString());

    assertThat(
            dispatch
                .post(
                    "/api/alarms/" + alarm.get("id").asString() + "/acknowledgement",
                    dispatch.dispatcher(),
                    null)
                .status())
        .isEqualTo(200);
    assertThat(alarms.find("CLUE", report.toString())).isEmpty();
    publishAndAwait(List.of(clue(report)), event);
    assertThat(alarms.find("CLUE", report.toString())).as("it was seen").isEmpty();
    cancel();
  }

  @Test
  void aWaveThatEndedShortAndATeamThatWasReplacedAreToBeSeen() {
    UUID replaced = UUID.randomUUID();
    publishAndAwait(
        List.of(
            new WaveOpened(
                alert,
                Instant.now(),
                2,
                WaveOpened.Trigger.DEADLINE,
                3_000,
                Instant.now().plusSeconds(60),
                List.of()),
            offered(null),
            offered(replaced)),
        UUID.randomUUID());
    assertThat(alarms.find("WAVE_SHORT", alert.toString())).isPresent();
    assertThat(alarms.find("TEAM_REPLACED", replaced.toString())).isPresent();
    cancel();
    alarms.awaitGone("WAVE_SHORT", alert.toString());
    alarms.awaitGone("TEAM_REPLACED", replaced.toString());
  }

  private TaskOffered offered(@Nullable UUID replaces) {
    return new TaskOffered(
        alert,
        Instant.now(),
        UUID.randomUUID(),
        "t-1",
        "One",
        1,
        new PickReason(410, 180, PickReason.From.BASE, null, 3, 1),
        Instant.now().plusSeconds(60),
        replaces,
        null,
        null,
        null);
  }

  @Test
  void anUnreadableRecordIsPutAsideAndHoldsNothingUp() {
    String key = "nonsense-" + UUID.randomUUID();
    dispatch.send("dispatch.events", key, "{}".getBytes(UTF_8), Map.of());
    dispatch.send(
        "dispatch.events",
        alert.toString(),
        "{}".getBytes(UTF_8),
        Map.of("ce_type", "task.unreached.v1", "ce_id", UUID.randomUUID().toString()));
    publishAndAwait(List.of(), UUID.randomUUID());
    try (TopicReader letters =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), "dispatch.events.dlt")) {
      for (String bad : List.of(key, alert.toString())) {
        assertThat(
                letters.awaitWithKey(bad, 1).stream()
                    .map(letter -> TopicReader.header(letter, "dlt_consumer")))
            .containsExactly("dispatch-service.alarms");
      }
    }
    cancel();
  }
}
