package muster.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.eventintake.DeadLetters;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What was put aside, seen and handled again over HTTP. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterApiTest {
  private static final String LETTERS = "/api/dead-letters/notification";

  private final TestBed bed = TestBed.shared();
  private final String operator = bed.operatorToken("3203");
  private RunningServer server;

  @BeforeAll
  void start() {
    server = bed.startServer().awaitReady();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private List<JsonNode> letters(String topic, String key) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = server.get(LETTERS + "?limit=200&topic=" + topic + cursor, operator);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      page.json().get("items").forEach(found::add);
      cursor = page.json().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
    } while (!cursor.isEmpty());
    found.removeIf(letter -> !letter.path("key").asString("").equals(key));
    return found;
  }

  private static String retry(JsonNode letter) {
    return "%s/%s/%d/%d/retry"
        .formatted(
            LETTERS,
            letter.get("topic").asString(),
            letter.get("partition").asInt(),
            letter.get("offset").asLong());
  }

  private JsonNode awaitLetterOfBadRecord(String topic, String key) {
    ProducerRecord<String, byte[]> bad = new ProducerRecord<>(topic, key, "{}".getBytes(UTF_8));
    bad.headers().add("ce_type", "no.such-event.v9".getBytes(UTF_8));
    bed.publish(bad);
    await().atMost(Duration.ofSeconds(60)).until(() -> letters(topic, key).size() == 1);
    return letters(topic, key).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "dispatch.events, notification-service.receipts",
    "volunteer.teams, notification-service.roster"
  })
  void whatNobodyCanReadIsListedAndPutAsideAgain(String topic, String consumer) {
    String key = UUID.randomUUID().toString();
    JsonNode letter = awaitLetterOfBadRecord(topic, key);
    assertThat(letter.get("consumer").asString()).isEqualTo(consumer);
    assertThat(letter.get("type").asString()).isEqualTo("no.such-event.v9");
    assertThat(letter.has("eventId")).isFalse();

    Answer again = server.send("POST", retry(letter), operator);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.text("result")).isEqualTo("PUT_ASIDE_AGAIN");
    assertThat(again.text("reason")).isEqualTo(letter.get("reason").asString());
    assertThat(letters(topic, key)).hasSize(2);

    Answer dealtWith = server.send("POST", retry(letter), operator);
    assertThat(dealtWith.status()).isEqualTo(409);
    assertThat(dealtWith.text("reason")).isEqualTo("DEALT_WITH");
  }

  /** Put aside by a version that could not read it yet. */
  @Test
  void aTeamIsKnownOnceItsSnapshotIsHandledAgain() {
    String team = Names.team();
    String volunteer = Names.volunteer();
    ProducerRecord<String, byte[]> snapshot = TestBed.record(Incident.team(team, 1, volunteer));
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            Topics.VOLUNTEER_TEAMS.deadLetterTopic(),
            null,
            snapshot.key(),
            snapshot.value(),
            snapshot.headers());
    letter.headers().add(DeadLetters.CONSUMER, "notification-service.roster".getBytes(UTF_8));
    letter.headers().add(DeadLetters.REASON, "no such event".getBytes(UTF_8));
    bed.publish(letter);
    bed.publish(List.of(Incident.duty(volunteer, 1, true)));
    JsonNode listed = letters("volunteer.teams", team).getFirst();
    assertThat(listed.get("dealtWith").asBoolean()).isFalse();

    Answer handled = server.send("POST", retry(listed), operator);

    assertThat(handled.status()).as(handled.toString()).isEqualTo(200);
    assertThat(handled.text("result")).isEqualTo("HANDLED");
    assertThat(letters("volunteer.teams", team))
        .singleElement()
        .matches(one -> one.get("dealtWith").asBoolean());
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(new Incident("320371003209").issued().offered(UUID.randomUUID(), team).events());
      assertThat(stream.awaitType("task.offered.v1").text("teamId")).isEqualTo(team);
    }
  }

  /** Streams tell events in their order, and read them again when they start. */
  @Test
  void whatOnlyDesksAreToldOfIsNotHandledOutOfItsTurn() {
    String key = UUID.randomUUID().toString();
    JsonNode letter = awaitLetterOfBadRecord("report.events", key);
    assertThat(letter.get("consumer").asString()).isEqualTo("notification-service.desks");

    Answer refused = server.send("POST", retry(letter), operator);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.text("reason")).isEqualTo("READ_AT_START");
    assertThat(letters("report.events", key))
        .singleElement()
        .matches(one -> !one.get("dealtWith").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ?topic=nonsense, topic",
    "GET, ?cursor=x, cursor",
    "GET, ?limit=0, limit",
    "GET, ?limit=201, limit",
    "GET, ?limit=many, limit",
    "GET, ?limit=1&limit=1, limit",
    "GET, ?offset=1, offset",
    "POST, /dispatch.events/x/0/retry, partition",
    "POST, /dispatch.events/99999999999/0/retry, partition",
    "POST, /dispatch.events/0/x/retry, offset"
  })
  void whatIsWrongIsNamed(String method, String path, String field) {
    Answer answer = server.send(method, LETTERS + path, operator);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    // Jurisdictions are for other services.
    for (String place :
        List.of(
            "dispatch.events/0/999999999",
            "dispatch.events/77/0",
            "volunteer.jurisdictions/0/0",
            "nonsense/0/0")) {
      String path = LETTERS + "/" + place + "/retry";
      RefusalContract.assertRefused(
          server.send("POST", path, operator), path, Problem.notFound("dead letter"));
    }
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    String volunteer = bed.volunteerToken("v-letters");
    String county = bed.issuer().token("o-3", Set.of("operator"), "320371");
    Problem narrow =
        Problem.of(ProblemType.OUT_OF_SCOPE, "This is for whoever has a whole city in scope.");
    return RefusalContract.of(new HttpApi(server.port()), bed.issuer())
        .with(
            RefusedEndpoint.of("GET", LETTERS, operator)
                .wrongRole(volunteer)
                .outOfScope(county, narrow)
                .otherMethod("PUT", "GET")
                .listed())
        .with(
            RefusedEndpoint.of("POST", LETTERS + "/dispatch.events/0/0/retry", operator)
                .wrongRole(volunteer)
                .outOfScope(county, narrow)
                .otherMethod("GET", "POST"))
        .tests();
  }
}
