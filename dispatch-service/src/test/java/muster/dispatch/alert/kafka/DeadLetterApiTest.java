package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was put aside, seen and handled again over HTTP. */
@OnRealServers
class DeadLetterApiTest {
  private static final String LETTERS = "/api/dead-letters/dispatch";

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final FromNeighbours neighbours = new FromNeighbours(dispatch);
  private final String operator = dispatch.token("operator");

  /** Of all pages those with this key. */
  private List<JsonNode> letters(String topic, String key) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = dispatch.get(LETTERS + "?limit=200&topic=" + topic + cursor, operator);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      page.json().get("items").forEach(found::add);
      cursor = page.json().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
    } while (!cursor.isEmpty());
    found.removeIf(letter -> !letter.path("key").asString("").equals(key));
    return found;
  }

  private JsonNode awaitLetter(String topic, String key) {
    await().atMost(FromNeighbours.PATIENCE).until(() -> letters(topic, key).size() == 1);
    return letters(topic, key).getFirst();
  }

  private Answer retry(JsonNode letter) {
    return dispatch.post(
        "%s/%s/%d/%d/retry"
            .formatted(
                LETTERS,
                letter.get("topic").asString(),
                letter.get("partition").asInt(),
                letter.get("offset").asLong()),
        operator,
        null);
  }

  /** A clue that came before its alert, however that happened. */
  @Test
  void aClueThatWasPutAsideIsHandledOnceItsAlertIsThere() {
    UUID reportId = UUID.randomUUID();
    UUID alertId = ReportConsumer.alertIdOf(reportId);
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.publish(
        new ClueSubmitted(reportId, Instant.now(), "v-1", alertId, "Seen at the mill", null));
    JsonNode letter = awaitLetter("report.events", reportId.toString());
    assertThat(letter.get("reason").asString()).contains("NO_SUCH_ALERT");
    assertThat(letter.get("consumer").asString()).isEqualTo("dispatch-service.reports");
    assertThat(letter.get("type").asString()).isEqualTo("report.clue-submitted.v1");
    assertThat(letter.get("dealtWith").asBoolean()).isFalse();
    assertThat(letter.toString()).doesNotContain("the mill");

    dispatch.publish(neighbours.requested(reportId, place));
    neighbours.awaitAlert(alertId.toString());
    assertThat(neighbours.clues(alertId.toString())).isZero();

    Answer handled = retry(letter);
    assertThat(handled.status()).as(handled.toString()).isEqualTo(200);
    assertThat(handled.text("result")).isEqualTo("HANDLED");
    assertThat(neighbours.clues(alertId.toString())).isEqualTo(1);
    assertThat(letters("report.events", reportId.toString()))
        .singleElement()
        .matches(one -> one.get("dealtWith").asBoolean());

    Answer again = retry(letter);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("reason")).isEqualTo("DEALT_WITH");
    assertThat(neighbours.clues(alertId.toString())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"report.events", "notification.receipts", "volunteer.teams", "volunteer.presence"})
  void whatNobodyCanReadIsPutAsideAgain(String topic) {
    String key = UUID.randomUUID().toString();
    dispatch.send(topic, key, "{}".getBytes(UTF_8), Map.of("ce_type", "no.such-event.v9"));
    JsonNode letter = awaitLetter(topic, key);

    Answer again = retry(letter);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.text("result")).isEqualTo("PUT_ASIDE_AGAIN");
    assertThat(again.text("reason")).isEqualTo(letter.get("reason").asString());
    List<JsonNode> both = letters(topic, key);
    assertThat(both).hasSize(2);
    assertThat(both)
        .filteredOn(one -> !one.get("dealtWith").asBoolean())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.get("partition")).isEqualTo(again.json().get("partition"));
              assertThat(one.get("offset")).isEqualTo(again.json().get("offset"));
              assertThat(one.get("recordOffset")).isEqualTo(letter.get("recordOffset"));
            });
  }

  @Test
  void aPageIsAsLongAsItIsAskedForAndTheNextOneGoesOn() {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      dispatch.send(Topics.REPORT_EVENTS.topic(), key, new byte[] {(byte) i}, Map.of());
    }
    await().atMost(FromNeighbours.PATIENCE).until(() -> letters("report.events", key).size() == 3);
    Answer first = dispatch.get(LETTERS + "?limit=1&topic=report.events", operator);
    assertThat(first.json().get("items").size()).isEqualTo(1);
    Answer second =
        dispatch.get(
            LETTERS + "?limit=1&topic=report.events&cursor=" + first.text("nextCursor"), operator);
    assertThat(second.json().get("items").get(0)).isNotEqualTo(first.json().get("items").get(0));
  }

  @Test
  void whatTheBrokerRefusedIsListedAndPublishedAgain() {
    JdbcClient database = JdbcClient.create(dispatch.database());
    String key = UUID.randomUUID().toString();
    for (int sequence : new int[] {1, 2}) {
      database
          .sql(
              """
              insert into outbox_rejected
                (sequence, topic, key, value, headers, bytes, appended_at, reason)
              values (-?, 'dispatch.events', ?, 'x', array['ce_type', 'x'], 10, now(), 'too large')
              """)
          .params(3 - sequence, key)
          .update();
    }
    database
        .sql(
            """
            insert into outbox_rejected
              (sequence, topic, key, value, headers, bytes, appended_at, reason)
            values (-100, 'volunteer.teams', 'x', 'x', array[]::text[], 2, now(), 'too large')
            """)
        .update();
    try {
      // Those that relays put aside have sequences above 0; the list begins there.
      assertThat(dispatch.get(LETTERS + "/rejected-rows", operator).status()).isEqualTo(200);
      Answer later = dispatch.post(LETTERS + "/rejected-rows/-1/retry", operator, null);
      assertThat(later.text("reason")).isEqualTo("OLDER_FIRST");
      Answer compacted = dispatch.post(LETTERS + "/rejected-rows/-100/retry", operator, null);
      assertThat(compacted.status()).isEqualTo(409);
      assertThat(compacted.text("reason")).isEqualTo("COMPACTED_TOPIC");

      for (int sequence : new int[] {-2, -1}) {
        Answer published =
            dispatch.post(LETTERS + "/rejected-rows/" + sequence + "/retry", operator, null);
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        assertThat(published.text("result")).isEqualTo("PUBLISHED");
      }
      Answer gone = dispatch.post(LETTERS + "/rejected-rows/-1/retry", operator, null);
      assertThat(gone.status()).isEqualTo(404);
    } finally {
      database.sql("delete from outbox_rejected where sequence < 0").update();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?topic=nonsense, topic",
    "?topic=volunteer.events, topic",
    "?cursor=x, cursor",
    "?cursor=cmVwb3J0LmV2ZW50czp4IQ, cursor",
    "?limit=0, limit",
    "?limit=201, limit",
    "?offset=1, offset",
    "/rejected-rows?limit=201, limit",
    "/rejected-rows?cursor=x, cursor"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = dispatch.get(LETTERS + query, operator);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "report.events/x/0, partition",
    "report.events/0/x, offset",
    "report.events/99999999999/0, partition"
  })
  void aPlaceThatIsNoneIsNamed(String place, String field) {
    Answer answer = dispatch.post(LETTERS + "/" + place + "/retry", operator, null);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String place :
        List.of(
            "report.events/0/999999999", "report.events/77/0", "volunteer.events/0/0", "x/0/0")) {
      String path = LETTERS + "/" + place + "/retry";
      RefusalContract.assertRefused(
          dispatch.post(path, operator, null), path, Problem.notFound("dead letter"));
    }
    String row = LETTERS + "/rejected-rows/999999999/retry";
    RefusalContract.assertRefused(
        dispatch.post(row, operator, null), row, Problem.notFound("rejected row"));
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    String county =
        dispatch.neighbours.issuer().token("operator-county", Set.of("operator"), "320371");
    Problem narrow =
        Problem.of(ProblemType.OUT_OF_SCOPE, "This is for whoever has a whole city in scope.");
    RefusalContract contract =
        RefusalContract.of(dispatch.http(), dispatch.neighbours.issuer())
            .with(
                RefusedEndpoint.of("GET", LETTERS, operator)
                    .wrongRole(dispatch.dispatcher())
                    .outOfScope(county, narrow)
                    .otherMethod("POST", "GET")
                    .listed())
            .with(
                RefusedEndpoint.of("GET", LETTERS + "/rejected-rows", operator)
                    .wrongRole(dispatch.dispatcher())
                    .outOfScope(county, narrow)
                    .otherMethod("POST", "GET")
                    .listed());
    for (String path : List.of("/report.events/0/0/retry", "/rejected-rows/1/retry")) {
      contract =
          contract.with(
              RefusedEndpoint.of("POST", LETTERS + path, operator)
                  .wrongRole(dispatch.dispatcher())
                  .outOfScope(county, narrow)
                  .otherMethod("GET", "POST"));
    }
    return contract.tests();
  }
}
