package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.Topics;
import muster.contracts.dispatch.Category;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.AlertLinked;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.contracts.report.ReportEvent.ReportSubmitted;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnBothKinds;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What is put aside and why, what is not, and that the consumers go on. */
@OnBothKinds
class BadRecordsTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final FromNeighbours neighbours = new FromNeighbours(dispatch);

  /** What no text may hold becomes U+FFFD; a clue is not lost for it. */
  @Test
  void aClueWithControlCharactersIsHandledAndNotPutAside() {
    String alertId = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    UUID reportId = UUID.randomUUID();

    dispatch.publish(
        new ClueSubmitted(
            reportId,
            Instant.now(),
            "v-1",
            UUID.fromString(alertId),
            "Seen\u0000 at \u001b[2J\u202E the mill",
            null));

    await().atMost(FromNeighbours.PATIENCE).until(() -> neighbours.clues(alertId) == 1);
    assertThat(neighbours.deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
  }

  @Test
  void eventsOfReportsThatAreNoneOfItsBusinessAreLeftAlone() {
    UUID reportId = UUID.randomUUID();
    GeoPoint place = RunningDispatch.newPlace();
    List<ReportEvent> events =
        List.of(
            new ReportSubmitted(
                reportId,
                Instant.now(),
                "v-1",
                Category.THEFT,
                "My e-bike is gone",
                place,
                "Xizhu",
                new JurisdictionCode(RunningDispatch.JURISDICTION)),
            new ReportAnswered(reportId, Instant.now(), "officer-1", "Thank you"),
            new AlertLinked(reportId, Instant.now(), UUID.randomUUID()),
            neighbours.requested(reportId, place));
    events.forEach(dispatch::publish);

    // The last one is behind the others on the same partition.
    neighbours.awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(neighbours.deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topics.class,
      names = {"VOLUNTEER_TEAMS", "VOLUNTEER_PRESENCE", "REPORT_EVENTS", "NOTIFICATION_RECEIPTS"})
  void aBadRecordGoesToTheDeadLettersWithItsReasonAndTheConsumerGoesOn(Topics topic) {
    String key = UUID.randomUUID().toString();
    double before = deadLetterCount(topic);
    Map<String, String> headers =
        Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "no.such-event.v9");
    dispatch.send(topic.topic(), key, "{}".getBytes(UTF_8), headers);
    dispatch.send(topic.topic(), key, "not even json".getBytes(UTF_8), Map.of());

    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), topic.deadLetterTopic())) {
      var letters = watch.await(2, one -> key.equals(one.key()));
      var first = letters.getFirst();
      assertThat(first.value()).isEqualTo("{}".getBytes(UTF_8));
      assertThat(TopicReader.header(first, "ce_type")).isEqualTo("no.such-event.v9");
      assertThat(TopicReader.header(first, "dlt_reason")).contains("no.such-event.v9");
      assertThat(TopicReader.header(first, "dlt_topic")).isEqualTo(topic.topic());
      assertThat(TopicReader.header(first, "dlt_partition")).matches("\\d+");
      assertThat(TopicReader.header(first, "dlt_offset")).matches("\\d+");
      assertThat(TopicReader.header(first, "dlt_consumer"))
          .isEqualTo(
              switch (topic) {
                case VOLUNTEER_TEAMS -> "dispatch-service.teams";
                case VOLUNTEER_PRESENCE -> "dispatch-service.presence";
                case REPORT_EVENTS -> "dispatch-service.reports";
                default -> "dispatch-service.receipts";
              });
      assertThat(TopicReader.header(letters.get(1), "dlt_reason")).contains("ce_type is missing");
    }
    await()
        .atMost(FromNeighbours.PATIENCE)
        .untilAsserted(() -> assertThat(deadLetterCount(topic)).isGreaterThanOrEqualTo(before + 2));
    goesOn(topic);
  }

  private double deadLetterCount(Topics topic) {
    return dispatch
        .context
        .getBean(MeterRegistry.class)
        .counter("muster.dead_letters", "topic", topic.topic())
        .count();
  }

  private void goesOn(Topics topic) {
    GeoPoint place = RunningDispatch.newPlace();
    switch (topic) {
      case VOLUNTEER_TEAMS, VOLUNTEER_PRESENCE ->
          assertThat(dispatch.seedTeams(place, 12, 10)).hasSize(12);
      case REPORT_EVENTS -> {
        UUID reportId = UUID.randomUUID();
        dispatch.publish(neighbours.requested(reportId, place));
        neighbours.awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
      }
      case NOTIFICATION_RECEIPTS -> {
        dispatch.seedTeams(place, 1, 100);
        JsonNode alert = dispatch.issue("CROWD", place);
        dispatch.publish(neighbours.receipt(alert.get("tasks").get(0), Status.CONFIRMED));
        await()
            .atMost(FromNeighbours.PATIENCE)
            .until(() -> neighbours.reached(alert.get("id").asString()) == 1);
      }
      case DISPATCH_EVENTS, VOLUNTEER_EVENTS -> throw new IllegalArgumentException();
    }
  }

  @Test
  void aRecordWithoutAValueIsDeadOnATopicThatHasNoTombstones() {
    String key = UUID.randomUUID().toString();
    dispatch.send("report.events", key, null, Map.of("ce_type", "report.answered.v1"));

    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), "report.events.dlt")) {
      assertThat(TopicReader.header(watch.awaitWithKey(key, 1).getFirst(), "dlt_reason"))
          .contains("no value");
    }
  }

  @Test
  void whatIsAboutAnUnknownAlertIsDead() {
    UUID reportId = UUID.randomUUID();
    dispatch.publish(
        new ClueSubmitted(reportId, Instant.now(), "v-1", UUID.randomUUID(), "Which alert?", null));
    UUID taskId = UUID.randomUUID();
    dispatch.publish(
        new DeliveryReceipt(
            taskId,
            Instant.now(),
            UUID.randomUUID(),
            "t-1",
            "v-1",
            Channel.STREAM,
            Status.CONFIRMED,
            null,
            null));

    String kafka = dispatch.neighbours.kafka().bootstrapServers();
    try (TopicReader reports = new TopicReader(kafka, "report.events.dlt");
        TopicReader receipts = new TopicReader(kafka, "notification.receipts.dlt")) {
      assertThat(
              TopicReader.header(
                  reports.awaitWithKey(reportId.toString(), 1).getFirst(), "dlt_reason"))
          .contains("NO_SUCH_ALERT");
      assertThat(
              TopicReader.header(
                  receipts.awaitWithKey(taskId.toString(), 1).getFirst(), "dlt_reason"))
          .contains("NO_SUCH_ALERT");
    }
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForAndNothingIsLostOrDead() {
    GeoPoint place = RunningDispatch.newPlace();
    UUID reportId = UUID.randomUUID();
    dispatch.neighbours.postgres().kill();
    try {
      assertThat(dispatch.get("/api/alerts", dispatch.dispatcher()).status()).isEqualTo(503);
      dispatch.publish(neighbours.requested(reportId, place));
    } finally {
      dispatch.neighbours.postgres().restart();
    }

    neighbours.awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(neighbours.deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
  }
}
