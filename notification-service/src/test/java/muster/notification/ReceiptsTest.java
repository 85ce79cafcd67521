package muster.notification;

import static muster.testbed.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.notification.roster.Roster;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptsTest implements TestPropertyProvider {
  private static final String TOPIC = "notification.receipts";
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  private final EventCodec codec = new EventCodec();
  @Inject EmbeddedServer embedded;
  private RunningServer server;
  private String team;
  private String volunteer;
  private String colleague;
  private String offDuty;
  private UUID task;
  private Incident incident;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @BeforeEach
  void aTeamOfThreeOfWhomTwoAreOnDuty() {
    team = Names.team();
    volunteer = Names.volunteer();
    colleague = Names.volunteer();
    offDuty = Names.volunteer();
    task = UUID.randomUUID();
    incident = new Incident(VILLAGE);
    bed.publish(
        List.of(
            Incident.duty(volunteer, 1, true),
            Incident.duty(colleague, 1, true),
            Incident.duty(offDuty, 2, false),
            Incident.team(team, 1, volunteer, colleague, offDuty)));
    Roster roster = server.bean(Roster.class);
    Awaitility.await().until(() -> roster.listOnDuty(team).size() == 2);
    Awaitility.await().until(() -> !roster.teamsOf(offDuty).isEmpty());
  }

  @Test
  void whoIsOnDutyIsQueuedAndSentWhenTheFrameIsWritten() {
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      stream.awaitType("task.offered.v1");
      DeliveriesQueued queued = queued(1).getFirst();
      assertThat(queued.volunteerIds()).containsExactlyInAnyOrder(volunteer, colleague);
      assertThat(queued.alertId()).isEqualTo(incident.alertId);
      assertThat(queued.teamId()).isEqualTo(team);
      DeliveryReceipt sent = awaitReceipts(1).getFirst();
      assertThat(sent.volunteerId() + " " + sent.status()).isEqualTo(volunteer + " SENT");
      assertThat(sent.alertId()).isEqualTo(incident.alertId);
      assertThat(sent.teamId()).isEqualTo(team);
    }
  }

  @Test
  void aDeviceConfirmsAndAPersonSees() {
    offered();
    assertThat(post(volunteer, task, "CONFIRMED").status()).isEqualTo(204);
    assertThat(post(volunteer, task, "SEEN").status()).isEqualTo(204);
    assertThat(awaitReceipts(3))
        .extracting(r -> r.volunteerId() + " " + r.status())
        .contains(volunteer + " CONFIRMED", volunteer + " SEEN");
  }

  @Test
  void theSameReceiptAgainIsOneRecordWithOneId() {
    offered();
    for (int i = 0; i < 5; i++) {
      assertThat(post(volunteer, task, "CONFIRMED").status()).isEqualTo(204);
    }
    assertThat(post(volunteer, task, "SEEN").status()).isEqualTo(204);
    List<DeliveryReceipt> receipts =
        awaitReceipts(r -> r.status() == Status.SEEN || r.status() == Status.CONFIRMED, 2);
    assertThat(receipts)
        .extracting(DeliveryReceipt::status)
        .containsExactly(Status.CONFIRMED, Status.SEEN);
  }

  @Test
  void aTeamThatIsCalledAgainConfirmsAgain() {
    offered();
    assertThat(post(volunteer, task, "CONFIRMED").status()).isEqualTo(204);
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(
          incident
              .stoodDown(task, team, DispatchEvent.TaskStoodDown.Cause.COVERED)
              .offered(task, team, 2)
              .events());
      assertThat(stream.awaitCount(3).getLast().type()).isEqualTo("task.offered.v1");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(post(volunteer, task, "CONFIRMED").status()).isEqualTo(204);
    }

    assertThat(awaitReceipts(receipt -> receipt.status() == Status.CONFIRMED, 2))
        .extracting(DeliveryReceipt::callNumber)
        .containsExactly(1, 2);
    assertThat(queued(2)).extracting(DeliveriesQueued::call).containsExactly(null, 2);
    // Queued, sent and confirmed, twice each: no two of them are the same step.
    assertThat(awaitRecords(task, 6).stream().map(record -> header(record, "ce_id")).distinct())
        .hasSize(6);
  }

  /** Nothing has come of the second call yet: the team is not reached by it. */
  @Test
  void aReceiptThatIsLateCountsForTheCallThatTheDeviceHad() {
    offered();
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(
          incident
              .stoodDown(task, team, DispatchEvent.TaskStoodDown.Cause.COVERED)
              .offered(task, team, 2)
              .events());
      assertThat(stream.awaitCount(3).getLast().type()).isEqualTo("task.offered.v1");
    }
    assertThat(post(volunteer, task, "CONFIRMED", 1).status()).isEqualTo(204);
    assertThat(awaitReceipts(receipt -> receipt.status() == Status.CONFIRMED, 1))
        .extracting(DeliveryReceipt::callNumber)
        .containsExactly(1);

    assertThat(post(volunteer, task, "CONFIRMED", 2).status()).isEqualTo(204);
    // Without it, the last one is meant: that is the same receipt again.
    assertThat(post(volunteer, task, "CONFIRMED").status()).isEqualTo(204);
    assertThat(post(volunteer, task, "SEEN").status()).isEqualTo(204);
    assertThat(awaitReceipts(r -> r.status() == Status.CONFIRMED || r.status() == Status.SEEN, 3))
        .extracting(receipt -> receipt.status() + " " + receipt.callNumber())
        .containsExactly("CONFIRMED 1", "CONFIRMED 2", "SEEN 2");
  }

  @Test
  void aCallThatThereWasNotIsATaskThatThereIsNot() {
    offered();
    Answer beyond = post(volunteer, task, "CONFIRMED", 2);
    assertThat(beyond.status()).isEqualTo(404);
    assertThat(beyond.body()).isEqualTo(post(volunteer, UUID.randomUUID(), "CONFIRMED").body());
  }

  @Test
  void anAnswerOfTheTeamIsAReceiptToo() {
    UUID second = UUID.randomUUID();
    UUID third = UUID.randomUUID();
    bed.publish(
        incident
            .issued()
            .offered(task, team)
            .offered(second, team)
            .offered(third, team)
            .acknowledged(task, team, volunteer)
            .standby(second, team, colleague, 1)
            .declined(third, team, volunteer)
            .events());
    for (UUID answered : List.of(task, second, third)) {
      List<DeliveryReceipt> receipts =
          awaitReceipts(answered, r -> r.status() == Status.ANSWERED, 1);
      assertThat(receipts)
          .extracting(DeliveryReceipt::volunteerId)
          .containsExactly(answered.equals(second) ? colleague : volunteer);
    }
  }

  @Test
  void theAnswerOfEachMemberIsAReceiptButForOneThatWasSaidOnThePhone() {
    bed.publish(
        incident
            .issued()
            .offered(task, team)
            .answered(
                task,
                team,
                volunteer,
                "dispatcher-1",
                MemberAnswered.Answer.COMES,
                60,
                MemberAnswered.Said.PHONE)
            .acknowledged(task, team, "dispatcher-1")
            .answered(task, team, colleague, MemberAnswered.Answer.CANNOT, null)
            .events());
    assertThat(awaitReceipts(r -> r.status() == Status.ANSWERED, 1))
        .extracting(DeliveryReceipt::volunteerId)
        .containsExactly(colleague);
  }

  /** Whoever heard it is of the team, too, and has not answered. */
  @Test
  void norIsAnAnswerOnThePhoneAfterTheEnd() {
    bed.publish(
        incident
            .issued()
            .offered(task, team)
            .answeredLate(task, team, offDuty, volunteer, MemberAnswered.Said.PHONE)
            .answeredLate(task, team, colleague)
            .events());
    assertThat(awaitReceipts(r -> r.status() == Status.ANSWERED, 1))
        .extracting(DeliveryReceipt::volunteerId)
        .containsExactly(colleague);
  }

  @Test
  void whatTheCaptainSaysForAllIsNoReceiptOfTheOthers() {
    bed.publish(
        incident
            .issued()
            .offered(task, team)
            .answered(
                task,
                team,
                colleague,
                volunteer,
                MemberAnswered.Answer.WITHDRAWS,
                null,
                MemberAnswered.Said.APP)
            .answered(task, team, volunteer, MemberAnswered.Answer.CANNOT, null)
            .events());
    assertThat(awaitReceipts(r -> r.status() == Status.ANSWERED, 1))
        .extracting(DeliveryReceipt::volunteerId)
        .containsExactly(volunteer);
  }

  @Test
  void whoHasNoAccountCanNotBeTold() {
    String nobody = "no-account-" + Names.volunteer();
    bed.publish(List.of(Incident.duty(nobody, 1, true), Incident.team(team, 2, nobody, volunteer)));
    Awaitility.await().until(() -> server.bean(Roster.class).findMember(team, colleague).isEmpty());
    Awaitility.await().until(() -> server.bean(Roster.class).isOnDuty(nobody));
    bed.publish(incident.issued().offered(task, team).events());
    assertThat(queued(1).getFirst().volunteerIds()).containsExactly(volunteer);
    assertThat(awaitReceipts(1))
        .extracting(r -> r.volunteerId() + " " + r.status() + " " + r.detail())
        .containsExactly(nobody + " FAILED the volunteer has no account");
  }

  @Test
  void handlingAnEventTwiceWritesTheSameReceipts() {
    var events = incident.issued().offered(task, team).acknowledged(task, team, volunteer).events();
    bed.publish(events);
    awaitRecords(task, 2);
    bed.publish(events);
    List<ConsumerRecord<String, byte[]>> records = awaitRecords(task, 4);
    assertThat(records).hasSize(4);
    assertThat(records.stream().map(record -> header(record, "ce_id")).distinct()).hasSize(2);
  }

  @Test
  void aTaskOfAnotherTeamAndNoTaskAtAllAreTheSameAnswer() {
    offered();
    Answer others = post(Names.volunteer(), task, "CONFIRMED");
    Answer none = post(volunteer, UUID.randomUUID(), "CONFIRMED");
    assertThat(others.status()).isEqualTo(404);
    assertThat(none.status()).isEqualTo(404);
    assertThat(others.body()).isEqualTo(none.body());
    assertThat(others.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | /problems/malformed | ",
        "'{' | /problems/malformed | ",
        "'[]' | /problems/malformed | ",
        "'\"CONFIRMED\"' | /problems/malformed | ",
        "'{\"status\":\"SEEN\"}' | /problems/validation | taskId",
        "'{\"taskId\":null,\"status\":\"SEEN\"}' | /problems/validation | taskId",
        "'{\"taskId\":\"1\",\"status\":\"SEEN\"}' | /problems/validation | taskId",
        "'{\"taskId\":7,\"status\":\"SEEN\"}' | /problems/validation | taskId",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\"}' | /problems/validation | status",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"QUEUED\"}' |"
            + " /problems/validation | status",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"seen\"}' |"
            + " /problems/validation | status",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\",\"by\":\"me\"}'"
            + " | /problems/validation | by",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\",\"call\":0}'"
            + " | /problems/validation | call",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\",\"call\":1.5}'"
            + " | /problems/validation | call",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\",\"call\":\"1\"}'"
            + " | /problems/validation | call",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\","
            + "\"call\":2147483648}' | /problems/validation | call",
        "'{\"status\":\"SEEN\",\"status\":\"SEEN\"}' | /problems/validation | status",
        "'{\"taskId\":\"c0ffee00-0000-7000-8000-000000000000\",\"status\":\"SEEN\"} x' |"
            + " /problems/malformed | ",
      })
  void aMalformedReceiptIsRefused(String body, String type, String field) {
    Answer answer = server.post("/api/receipts", bed.volunteerToken(volunteer), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(type).contains("\"instance\":\"/api/receipts\"");
    if (field != null) {
      assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() {
    String filler = "x".repeat(64 * 1024);
    assertThat(
            server
                .post(
                    "/api/receipts",
                    bed.volunteerToken(volunteer),
                    "{\"taskId\":\"" + filler + "\",\"status\":\"SEEN\"}")
                .status())
        .isEqualTo(413);
  }

  @Test
  void anotherMediaTypeIsUnsupported() {
    Answer answer =
        server.post(
            "/api/receipts", bed.volunteerToken(volunteer), "{}", "Content-Type", "text/plain");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  private void offered() {
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      stream.awaitType("task.offered.v1");
    }
  }

  private Answer post(String account, UUID taskId, String status) {
    return server.post(
        "/api/receipts",
        bed.volunteerToken(account),
        "{\"taskId\":\"%s\",\"status\":\"%s\"}".formatted(taskId, status));
  }

  private Answer post(String account, UUID taskId, String status, int call) {
    return server.post(
        "/api/receipts",
        bed.volunteerToken(account),
        "{\"taskId\":\"%s\",\"status\":\"%s\",\"call\":%d}".formatted(taskId, status, call));
  }

  private List<DeliveryReceipt> awaitReceipts(int count) {
    return awaitReceipts(task, receipt -> true, count);
  }

  private List<DeliveryReceipt> awaitReceipts(Predicate<DeliveryReceipt> wanted, int count) {
    return awaitReceipts(task, wanted, count);
  }

  private List<DeliveryReceipt> awaitReceipts(
      UUID taskId, Predicate<DeliveryReceipt> wanted, int count) {
    return await(taskId, DeliveryReceipt.class, wanted, count);
  }

  private List<DeliveriesQueued> queued(int count) {
    return await(task, DeliveriesQueued.class, queued -> true, count);
  }

  private <E extends NotificationEvent> List<E> await(
      UUID taskId, Class<E> kind, Predicate<E> wanted, int count) {
    List<E> found =
        bed
            .awaitRecords(
                TOPIC,
                count,
                record ->
                    taskId.toString().equals(record.key())
                        && kind.isInstance(event(record))
                        && wanted.test(kind.cast(event(record))))
            .stream()
            .map(record -> kind.cast(event(record)))
            .toList();
    assertThat(found).hasSize(count);
    return found;
  }

  private List<ConsumerRecord<String, byte[]>> awaitRecords(UUID taskId, int count) {
    return bed.awaitRecords(TOPIC, count, record -> taskId.toString().equals(record.key()));
  }

  private NotificationEvent event(ConsumerRecord<String, byte[]> record) {
    return switch (codec.decode(
        NotificationEvent.class,
        name ->
            record.headers().lastHeader(name) == null
                ? null
                : record.headers().lastHeader(name).value(),
        record.value())) {
      case Decoded.Readable<NotificationEvent> readable -> readable.envelope().event();
      case Decoded.Unreadable<NotificationEvent>(String reason) -> throw new AssertionError(reason);
    };
  }
}
