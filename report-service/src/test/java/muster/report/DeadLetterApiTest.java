package muster.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.eventintake.DeadLetters;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What was put aside, seen and handled again over HTTP. */
@OnRealServers
class DeadLetterApiTest {
  private static final String LETTERS = "/api/dead-letters/report";

  private final RunningService service = RunningService.get();

  private List<JsonNode> letters(String topic, String key) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page =
          service.http.get(LETTERS + "?limit=200&topic=" + topic + cursor, service.operator());
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

  @ParameterizedTest
  @CsvSource({
    "dispatch.events, report-service.known-alerts",
    "volunteer.jurisdictions, report-service.jurisdictions"
  })
  void whatNobodyCanReadIsListedAndPutAsideAgain(String topic, String consumer) {
    String key = UUID.randomUUID().toString();
    service.send(topic, key, "{}".getBytes(UTF_8), Map.of("ce_type", "no.such-event.v9"));
    await().atMost(Duration.ofSeconds(60)).until(() -> letters(topic, key).size() == 1);
    JsonNode letter = letters(topic, key).getFirst();
    assertThat(letter.get("consumer").asString()).isEqualTo(consumer);
    assertThat(letter.get("type").asString()).isEqualTo("no.such-event.v9");

    Answer again = service.http.post(retry(letter), service.operator(), null);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.text("result")).isEqualTo("PUT_ASIDE_AGAIN");
    assertThat(letters(topic, key)).hasSize(2);
    Answer dealtWith = service.http.post(retry(letter), service.operator(), null);
    assertThat(dealtWith.status()).isEqualTo(409);
    assertThat(dealtWith.text("reason")).isEqualTo("DEALT_WITH");
  }

  /** Put aside by a version that could not read it yet. */
  @Test
  void anAlertIsKnownOnceItsEventIsHandledAgain() {
    UUID alert = UUID.randomUUID();
    EventCodec.Encoded issued =
        new EventCodec()
            .encode(
                new EventEnvelope<>(
                    UUID.randomUUID(),
                    "/dispatch-service",
                    1,
                    null,
                    Alerts.issued(alert, Alerts.newNumber(), new GeoPoint(34.27, 117.35))));
    Map<String, String> headers = new HashMap<>(issued.headers());
    headers.put(DeadLetters.CONSUMER, "report-service.known-alerts");
    headers.put(DeadLetters.REASON, "no such event");
    service.send(Topics.DISPATCH_EVENTS.deadLetterTopic(), issued.key(), issued.value(), headers);
    JsonNode letter = letters("dispatch.events", issued.key()).getFirst();
    assertThat(letter.get("dealtWith").asBoolean()).isFalse();
    assertThat(clue(alert).status()).isEqualTo(404);

    Answer handled = service.http.post(retry(letter), service.operator(), null);

    assertThat(handled.status()).as(handled.toString()).isEqualTo(200);
    assertThat(handled.text("result")).isEqualTo("HANDLED");
    assertThat(letters("dispatch.events", issued.key()))
        .singleElement()
        .matches(one -> one.get("dealtWith").asBoolean());
    assertThat(clue(alert).status()).isEqualTo(201);
  }

  private Answer clue(UUID alert) {
    return service.http.post(
        Requests.REPORTS,
        service.issuer.token("v-000001", Set.of("volunteer"), "320371"),
        """
        {"category":"THEFT","text":"I see it","alertId":"%s"}"""
            .formatted(alert));
  }

  @Test
  void nothingWasRejected() {
    Answer rows = service.http.get(LETTERS + "/rejected-rows", service.operator());
    assertThat(rows.status()).as(rows.toString()).isEqualTo(200);
    assertThat(rows.json().get("items").size()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    String county = service.issuer.token("o", Set.of("operator"), "320371");
    Problem narrow =
        Problem.of(ProblemType.OUT_OF_SCOPE, "This is for whoever has a whole city in scope.");
    RefusalContract contract = RefusalContract.of(service.http, service.issuer);
    for (String path : List.of("", "/rejected-rows")) {
      contract =
          contract.with(
              RefusedEndpoint.of("GET", LETTERS + path, service.operator())
                  .wrongRole(service.officer())
                  .outOfScope(county, narrow)
                  .otherMethod("POST", "GET")
                  .listed());
    }
    for (String path : List.of("/dispatch.events/0/0/retry", "/rejected-rows/1/retry")) {
      contract =
          contract.with(
              RefusedEndpoint.of("POST", LETTERS + path, service.operator())
                  .wrongRole(service.officer())
                  .outOfScope(county, narrow)
                  .otherMethod("GET", "POST"));
    }
    return contract.tests();
  }
}
