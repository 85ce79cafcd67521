package muster.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static muster.testbed.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What dispatch says, through the real binding. */
@OnRealServers
class DispatchEventsTest {
  private static final String DISPATCH_DLT = Topics.DISPATCH_EVENTS.deadLetterTopic();
  private static final String ALERT =
      """
      {"decision":"ALERT","severity":"MODERATE","headline":"Stolen e-bike",
       "location":{"latitude":34.27,"longitude":117.35}}""";

  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  private static DispatchEvent.AlertIssued issued(UUID alertId, AlertOrigin origin) {
    return new DispatchEvent.AlertIssued(
        alertId,
        Instant.now(),
        "officer",
        origin,
        Category.THEFT,
        new AlertDetails(Severity.MODERATE, "Stolen e-bike", "", new GeoPoint(34.27, 117.35), ""),
        new JurisdictionCode(RunningService.XIZHU),
        new CallOutTerms(
            2,
            1,
            5,
            2,
            1000,
            2,
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofHours(4),
            Set.of(),
            false),
        null,
        null);
  }

  private Answer clue(UUID alertId) {
    return http.post(
        REPORTS,
        service.issuer.token("v-000001", Set.of("volunteer"), "320371"),
        """
        {"category":"THEFT","text":"I see it","alertId":"%s"}"""
            .formatted(alertId));
  }

  private UUID triagedReport() {
    Answer report =
        http.post(REPORTS, service.villager(), "{\"category\":\"THEFT\",\"text\":\"gone\"}");
    String id = report.text("id");
    assertThat(http.post(triage(id), service.officer(), ALERT).status()).isEqualTo(200);
    return UUID.fromString(id);
  }

  private void awaitStatus(UUID reportId, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(http.get(REPORTS + "/" + reportId, service.officer()).text("status"))
                    .isEqualTo(status));
  }

  private ConsumerRecord<String, byte[]> awaitDeadLetter(String key) {
    return service.awaitRecords(DISPATCH_DLT, key, 1).getFirst();
  }

  @Test
  void anAlertIsLinkedToTheReportThatAskedForItAndHandlingItTwiceLinksItOnce() {
    UUID report = triagedReport();
    UUID alert = UUID.randomUUID();
    var event = issued(alert, AlertOrigin.report(report, Instant.now()));
    service.publish(event);
    service.publish(event);

    awaitStatus(report, "ALERTED");
    Answer seen = http.get(REPORTS + "/" + report, service.villager());
    assertThat(seen.text("alertId")).isEqualTo(alert.toString());
    var events = service.awaitEvents(report, 3);
    assertThat(events).hasSize(3);
    assertThat(events.get(2).version()).isEqualTo(3);
    assertThat(events.get(2).event())
        .isInstanceOfSatisfying(
            ReportEvent.AlertLinked.class, linked -> assertThat(linked.alertId()).isEqualTo(alert));
  }

  @Test
  void aClueOnARunningAlertIsTakenAndPublished() {
    UUID alert = UUID.randomUUID();
    service.publish(issued(alert, AlertOrigin.commandCenter()));

    Answer clue = clue(alert);

    assertThat(clue.status()).isEqualTo(201);
    assertThat(clue.text("status")).isEqualTo("CLUE");
    assertThat(clue.text("alertId")).isEqualTo(alert.toString());
    UUID id = UUID.fromString(clue.text("id"));
    assertThat(service.awaitEvents(id, 1).getFirst().event())
        .isInstanceOfSatisfying(
            ReportEvent.ClueSubmitted.class,
            submitted -> {
              assertThat(submitted.alertId()).isEqualTo(alert);
              assertThat(submitted.by()).isEqualTo("v-000001");
            });
    assertThat(
            http.post(
                    triage(id.toString()),
                    service.issuer.token("o", Set.of("officer"), "3203"),
                    ALERT)
                .status())
        .isEqualTo(409);
  }

  @Test
  void aClueOnAnAlertThatNobodyIssuedIsNotFoundOnceAllIsRead() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Answer answer = clue(UUID.randomUUID());
              assertThat(answer.status()).isEqualTo(404);
              assertThat(answer.isProblem()).isTrue();
            });
  }

  /** The first clue follows the event without a pause: whether it was read by then is chance. */
  @Test
  void aClueNeverFailsBecauseTheCopyOfAlertsLagsBehind() {
    for (int i = 0; i < 10; i++) {
      UUID alert = UUID.randomUUID();
      service.publish(issued(alert, AlertOrigin.commandCenter()));
      assertThat(clue(alert).status()).isEqualTo(201);
    }
  }

  @Test
  void aReopenedAlertTakesCluesAgainAlsoOneThatWasNeverHeardOf() {
    UUID known = UUID.randomUUID();
    service.publish(issued(known, AlertOrigin.commandCenter()));
    service.publish(
        new DispatchEvent.AlertResolved(known, Instant.now(), "o", Outcome.FOUND, null));
    await().atMost(Duration.ofSeconds(20)).until(() -> clue(known).status() == 409);
    for (UUID alert : List.of(known, UUID.randomUUID())) {
      service.publish(reopened(alert));
      service.publish(reopened(alert));
      await().atMost(Duration.ofSeconds(20)).until(() -> clue(alert).status() == 201);
    }
  }

  private static DispatchEvent.AlertReopened reopened(UUID alertId) {
    var issued = issued(alertId, AlertOrigin.commandCenter());
    return new DispatchEvent.AlertReopened(
        alertId,
        Instant.now(),
        "officer",
        null,
        issued.category(),
        issued.jurisdiction(),
        issued.details(),
        null,
        null);
  }

  enum End {
    RESOLVED,
    CANCELLED,
    EXPIRED
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aClueOnAnAlertThatIsOverIsRefusedAlsoWhenTheOldEventsComeAgain(End end) {
    UUID alert = UUID.randomUUID();
    var begin = issued(alert, AlertOrigin.commandCenter());
    DispatchEvent over =
        switch (end) {
          case RESOLVED ->
              new DispatchEvent.AlertResolved(alert, Instant.now(), "o", Outcome.FOUND, null);
          case CANCELLED -> new DispatchEvent.AlertCancelled(alert, Instant.now(), "o", "mistake");
          case EXPIRED -> new DispatchEvent.AlertExpired(alert, Instant.now());
        };
    service.publish(begin);
    service.publish(over);
    service.publish(begin);
    service.publish(over);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Answer refused = clue(alert);
              assertThat(refused.status()).isEqualTo(409);
              assertThat(refused.text("type")).isEqualTo("/problems/alert-over");
            });
  }

  @Test
  void aRecordThatCantBeReadIsPutAsideWithItsReasonAndTheNextOneIsHandled() {
    String key = UUID.randomUUID().toString();
    Map<String, String> headers =
        Map.of("ce_type", "alert.issued.v1", "ce_id", UUID.randomUUID().toString(), "x", "y");
    service.send("dispatch.events", key, "{broken".getBytes(UTF_8), headers);

    ConsumerRecord<String, byte[]> dead = awaitDeadLetter(key);
    assertThat(new String(dead.value(), UTF_8)).isEqualTo("{broken");
    assertThat(header(dead, "dlt_reason")).contains("alert.issued.v1");
    assertThat(header(dead, "dlt_topic")).isEqualTo("dispatch.events");
    assertThat(header(dead, "dlt_partition")).matches("\\d+");
    assertThat(header(dead, "dlt_offset")).matches("\\d+");
    assertThat(header(dead, "dlt_consumer")).isEqualTo("report-service.known-alerts");
    assertThat(header(dead, "x")).isEqualTo("y");
    assertThat(dead.headers().lastHeader("kafka_dlt-exception-message")).isNull();
    aClueOnARunningAlertIsTakenAndPublished();
  }

  @Test
  void anEventWithControlCharactersIsHandledAndNotPutAside() {
    UUID alert = UUID.randomUUID();
    service.publish(issued(alert, AlertOrigin.commandCenter()));
    service.publish(
        new DispatchEvent.AlertCancelled(
            alert, Instant.now(), "o", "a\u0000 mis\u001b[2Jtake\u202E"));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(clue(alert).status()).isEqualTo(409));
    service.send(
        "dispatch.events", alert.toString(), "{}".getBytes(UTF_8), Map.of("ce_type", "marker.v1"));
    assertThat(header(awaitDeadLetter(alert.toString()), "dlt_reason")).contains("marker.v1");
  }

  @Test
  void unknownEventsTombstonesAndAlertsOfUnknownReportsArePutAsideToo() {
    String unknown = UUID.randomUUID().toString();
    service.send("dispatch.events", unknown, "{}".getBytes(UTF_8), Map.of("ce_type", "what.v9"));
    assertThat(header(awaitDeadLetter(unknown), "dlt_reason")).contains("what.v9");

    String bare = UUID.randomUUID().toString();
    service.send("dispatch.events", bare, "{}".getBytes(UTF_8), Map.of());
    assertThat(header(awaitDeadLetter(bare), "dlt_reason")).contains("ce_type");

    String tombstone = UUID.randomUUID().toString();
    service.send("dispatch.events", tombstone, null, Map.of("ce_type", "alert.expired.v1"));
    assertThat(header(awaitDeadLetter(tombstone), "dlt_reason")).contains("no value");

    UUID alert = UUID.randomUUID();
    service.publish(issued(alert, AlertOrigin.report(UUID.randomUUID(), Instant.now())));
    assertThat(header(awaitDeadLetter(alert.toString()), "dlt_reason")).contains("no report");

    var meters = service.context.getBean(io.micrometer.core.instrument.MeterRegistry.class);
    assertThat(meters.get("muster.dead_letters").tag("topic", "dispatch.events").counter().count())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void aSecondAlertForTheSameReportIsPutAside() {
    UUID report = triagedReport();
    service.publish(issued(UUID.randomUUID(), AlertOrigin.report(report, Instant.now())));
    awaitStatus(report, "ALERTED");
    UUID second = UUID.randomUUID();
    service.publish(issued(second, AlertOrigin.report(report, Instant.now())));
    assertThat(header(awaitDeadLetter(second.toString()), "dlt_reason"))
        .contains("LinkedToAnotherAlert");
  }

  @Test
  void everyOtherEventOfDispatchIsReadWithoutComplaint() {
    UUID alert = UUID.randomUUID();
    UUID task = UUID.randomUUID();
    Instant now = Instant.now();
    service.publish(issued(alert, AlertOrigin.commandCenter()));
    List<DispatchEvent> others =
        List.of(
            new DispatchEvent.AlertCovered(alert, now, 2),
            new DispatchEvent.AlertUncovered(alert, now, 1),
            new DispatchEvent.TaskPromoted(alert, now, task, "t-1"),
            new DispatchEvent.MemberLeft(alert, now, task, "t-1", "v-1"),
            new DispatchEvent.TaskUnstaffed(alert, now, task, "t-1"),
            new DispatchEvent.TaskStaffedAgain(alert, now, task, "t-1", "v-2"),
            new DispatchEvent.TaskWithdrawnV2(
                alert, now, task, "t-1", DispatchEvent.TaskWithdrawnV2.Cause.OFF_DUTY),
            new DispatchEvent.TaskUnreached(alert, now, task, "t-1"));
    others.forEach(service::publish);
    service.publish(new DispatchEvent.AlertExpired(alert, now));
    service.send(
        "dispatch.events", alert.toString(), "{}".getBytes(UTF_8), Map.of("ce_type", "marker.v1"));
    // In order per key: had one of the others been put aside, it would come before the marker.
    assertThat(header(awaitDeadLetter(alert.toString()), "dlt_reason")).contains("marker.v1");
  }

  /** The partition waits for the database; nothing is passed over and nothing is put aside. */
  @Test
  void aDatabaseThatIsAwayCostsNoEvent() throws Exception {
    UUID alert = UUID.randomUUID();
    service.postgres.kill();
    service.publish(issued(alert, AlertOrigin.commandCenter()));
    service.publish(new DispatchEvent.AlertExpired(alert, Instant.now()));
    Thread.sleep(1_500); // Long enough for several attempts in vain.
    service.postgres.restart();

    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(clue(alert).status()).isEqualTo(409));
    service.send(
        "dispatch.events", alert.toString(), "{}".getBytes(UTF_8), Map.of("ce_type", "marker.v1"));
    assertThat(header(awaitDeadLetter(alert.toString()), "dlt_reason")).contains("marker.v1");
  }
}
