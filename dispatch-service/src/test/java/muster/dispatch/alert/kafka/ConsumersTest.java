package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.AlertLinked;
import muster.contracts.report.ReportEvent.AlertRequested;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.contracts.report.ReportEvent.ReportSubmitted;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.dispatch.RunningDispatch;
import muster.dispatch.team.TeamIndex;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every event type goes once through the real broker; and bad records, repetitions, outages. */
@OnRealServers
class ConsumersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  private AlertRequested requested(UUID reportId, GeoPoint at) {
    return new AlertRequested(
        reportId,
        Instant.now(),
        "officer-1",
        Instant.parse("2022-03-12T08:00:00Z"),
        Category.THEFT,
        new AlertDetails(Severity.MODERATE, "Stolen e-bike", "", at, "Xizhu"),
        new JurisdictionCode(RunningDispatch.JURISDICTION),
        1);
  }

  private JsonNode awaitAlert(String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.get("/api/alerts/" + id, dispatch.dispatcher()).status() == 200);
    return dispatch.alert(id);
  }

  private DeliveryReceipt receipt(JsonNode task, Status status) {
    String team = task.get("teamId").asString();
    return new DeliveryReceipt(
        UUID.fromString(task.get("id").asString()),
        Instant.now(),
        UUID.fromString(task.get("alertId").asString()),
        team,
        RunningDispatch.memberOf(team),
        Channel.STREAM,
        status,
        null);
  }

  @Test
  void aTriagedReportIssuesOneAlertHoweverOftenItComes() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    UUID reportId = UUID.randomUUID();
    String alertId = ReportConsumer.alertIdOf(reportId).toString();

    dispatch.publish(requested(reportId, place));
    dispatch.publish(requested(reportId, place));
    JsonNode alert = awaitAlert(alertId);

    assertThat(alert.get("origin").get("kind").asString()).isEqualTo("REPORT");
    assertThat(alert.get("origin").get("reportId").asString()).isEqualTo(reportId.toString());
    assertThat(alert.get("issuedBy").asString()).isEqualTo("officer-1");
    assertThat(alert.get("teamsNeeded").asInt()).isEqualTo(1);
    // The clue behind the repetition, on the same partition, tells that the repetition is through.
    clue(reportId, alertId);
    assertThat(dispatch.timeline(alertId).stream().filter("alert.issued.v1"::equals)).hasSize(1);
  }

  /** Keyed like the report, so that it comes after everything else of that report. */
  private void clue(UUID reportId, String alertId) {
    dispatch.publish(
        new ClueSubmitted(
            reportId, Instant.now(), "v-1", UUID.fromString(alertId), "Seen at the mill", null));
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.timeline(alertId).contains("alert.clue-received.v1"));
  }

  @Test
  void aClueIsInTheTimelineOnceHoweverOftenItComes() {
    String alertId = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    UUID reportId = UUID.randomUUID();

    clue(reportId, alertId);
    clue(reportId, alertId);
    UUID other = UUID.randomUUID();
    dispatch.publish(
        new ClueSubmitted(
            other, Instant.now(), "v-1", UUID.fromString(alertId), "And again", null));

    await().atMost(PATIENCE).until(() -> clues(alertId) >= 2);
    assertThat(clues(alertId)).isEqualTo(2);
  }

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

    await().atMost(PATIENCE).until(() -> clues(alertId) == 1);
    assertThat(deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
  }

  private long clues(String alertId) {
    return dispatch.timeline(alertId).stream().filter("alert.clue-received.v1"::equals).count();
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
            requested(reportId, place));
    events.forEach(dispatch::publish);

    // The last one is behind the others on the same partition.
    awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
  }

  private long deadLettersOf(Topics topic, String key) {
    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), topic.deadLetterTopic())) {
      dispatch.send(topic.deadLetterTopic(), "end", new byte[0], Map.of());
      watch.awaitWithKey("end", 1);
      return watch.await(0, one -> key.equals(one.key())).size();
    }
  }

  @Test
  void aReceiptOfADeviceMakesTheTeamAReachedOneOnce() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);

    var sent = receipt(task, Status.SENT);
    dispatch.publish(
        new DeliveriesQueued(
            sent.taskId(), sent.at(), sent.alertId(), sent.teamId(), sent.channel(), List.of("v")));
    dispatch.publish(sent);
    dispatch.publish(receipt(task, Status.CONFIRMED));
    dispatch.publish(receipt(task, Status.CONFIRMED));
    dispatch.publish(receipt(task, Status.SEEN));
    dispatch.publish(receipt(alert.get("tasks").get(1), Status.SEEN));

    await().atMost(PATIENCE).until(() -> reached(id) >= 2);
    assertThat(reached(id)).isEqualTo(2);
    assertThat(dispatch.alert(id).get("tasks").get(0).get("reached").asBoolean()).isTrue();
  }

  private long reached(String alertId) {
    return dispatch.timeline(alertId).stream().filter("task.reached.v1"::equals).count();
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
        .atMost(PATIENCE)
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
        dispatch.publish(requested(reportId, place));
        awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
      }
      case NOTIFICATION_RECEIPTS -> {
        dispatch.seedTeams(place, 1, 100);
        JsonNode alert = dispatch.issue("CROWD", place);
        dispatch.publish(receipt(alert.get("tasks").get(0), Status.CONFIRMED));
        await().atMost(PATIENCE).until(() -> reached(alert.get("id").asString()) == 1);
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
  void aTombstoneRemovesATeam() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);

    dispatch.send("volunteer.teams", teams.getFirst(), null, Map.of());

    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    await().atMost(PATIENCE).until(() -> index.findTeam(teams.getFirst()).isEmpty());
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
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode preview =
                  dispatch
                      .post(
                          "/api/alerts/preview",
                          dispatch.dispatcher(),
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
  void aDatabaseThatIsAwayIsWaitedForAndNothingIsLostOrDead() {
    GeoPoint place = RunningDispatch.newPlace();
    UUID reportId = UUID.randomUUID();
    dispatch.neighbours.postgres().kill();
    try {
      assertThat(dispatch.get("/api/alerts", dispatch.dispatcher()).status()).isEqualTo(503);
      dispatch.publish(requested(reportId, place));
    } finally {
      dispatch.neighbours.postgres().restart();
    }

    awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(deadLettersOf(Topics.REPORT_EVENTS, reportId.toString())).isZero();
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
    assertThat(EventCodec.recordsOf(ReportEvent.class)).hasSize(5);
  }
}
