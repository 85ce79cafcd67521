package muster.dispatch.alert.kafka;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent.AlertRequested;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.dispatch.RunningDispatch;
import muster.testbed.TopicReader;
import tools.jackson.databind.JsonNode;

/**
 * What reaches a running dispatch-service from report- and notification-service, and how to see it.
 */
final class FromNeighbours {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch;

  FromNeighbours(RunningDispatch dispatch) {
    this.dispatch = dispatch;
  }

  AlertRequested requested(UUID reportId, GeoPoint at) {
    return new AlertRequested(
        reportId,
        Instant.now(),
        "officer-1",
        Instant.parse("2022-03-12T08:00:00Z"),
        Category.THEFT,
        new AlertDetails(Severity.MODERATE, "Stolen e-bike", "", at, "Xizhu"),
        new JurisdictionCode(RunningDispatch.JURISDICTION),
        1,
        new JurisdictionCode("3203"));
  }

  AlertRequested requestedForPeople(UUID reportId, GeoPoint at, int people) {
    AlertRequested teams = requested(reportId, at);
    return new AlertRequested(
        reportId,
        teams.at(),
        teams.by(),
        teams.reportedAt(),
        teams.category(),
        teams.details(),
        teams.jurisdiction(),
        null,
        teams.scope(),
        people);
  }

  JsonNode awaitAlert(String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.get("/api/alerts/" + id, dispatch.dispatcher()).status() == 200);
    return dispatch.alert(id);
  }

  DeliveryReceipt receipt(JsonNode task, Status status) {
    return RunningDispatch.receipt(task, status);
  }

  /** Keyed like the report, so that it comes after everything else of that report. */
  void clue(UUID reportId, String alertId) {
    dispatch.publish(
        new ClueSubmitted(
            reportId, Instant.now(), "v-1", UUID.fromString(alertId), "Seen at the mill", null));
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.timeline(alertId).contains("alert.clue-received.v1"));
  }

  long clues(String alertId) {
    return dispatch.timeline(alertId).stream().filter("alert.clue-received.v1"::equals).count();
  }

  long deadLettersOf(Topics topic, String key) {
    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), topic.deadLetterTopic())) {
      dispatch.send(topic.deadLetterTopic(), "end", new byte[0], Map.of());
      watch.awaitWithKey("end", 1);
      return watch.await(0, one -> key.equals(one.key())).size();
    }
  }

  long reached(String alertId) {
    return dispatch.timeline(alertId).stream().filter("task.reached.v1"::equals).count();
  }
}
