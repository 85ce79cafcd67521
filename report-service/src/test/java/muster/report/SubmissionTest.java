package muster.report;

import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import muster.contracts.dispatch.Category;
import muster.contracts.report.ReportEvent;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports come in, once each, and what is wrong with one is named. */
@OnBothKinds
class SubmissionTest {
  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  @Test
  void aReportIsStoredAnsweredAndPublished() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Answer answer = http.post(REPORTS, service.villager(), BIKE, "traceparent", trace);

    assertThat(answer.status()).isEqualTo(201);
    String id = answer.text("id");
    assertThat(answer.header("Location")).isEqualTo(REPORTS + "/" + id);
    assertThat(answer.text("status")).isEqualTo("SUBMITTED");
    assertThat(answer.text("jurisdiction")).isEqualTo(RunningService.XIZHU);
    assertThat(answer.text("submittedBy")).isEqualTo("villager");
    assertThat(answer.json().at("/location/crs").asString()).isEqualTo("WGS84");
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(http.get(REPORTS + "/" + id, service.villager()).json()).isEqualTo(answer.json());

    var event = service.awaitEvents(UUID.fromString(id), 1).getFirst();
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.source()).isEqualTo("/report-service");
    assertThat(event.traceparent()).isEqualTo(trace);
    assertThat(event.event())
        .isInstanceOfSatisfying(
            ReportEvent.ReportSubmitted.class,
            submitted -> {
              assertThat(submitted.category()).isEqualTo(Category.THEFT);
              assertThat(submitted.at()).isEqualTo(answer.text("submittedAt"));
            });
  }

  @Test
  void aPlaceOfAChineseMapIsStoredWhereItReallyIs() {
    Answer answer =
        http.post(
            REPORTS, service.villager(), BIKE.replace("117.35}", "117.35,\"crs\":\"GCJ02\"}"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/location/latitude").asDouble()).isCloseTo(34.27, within(0.01));
    assertThat(answer.json().at("/location/latitude").asDouble()).isNotEqualTo(34.27);
  }

  @Test
  void theSameKeyAndBodyGiveTheSameAnswerAlsoAfterTheTriage() {
    String key = UUID.randomUUID().toString();
    Answer first = http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", key);
    http.post(triage(first.text("id")), service.officer(), ANSWER);

    Answer again =
        http.post(REPORTS, service.villager(), BIKE.replace(",\n", " ,"), "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedAndAnotherAccountMayUseIt() {
    String key = UUID.randomUUID().toString();
    http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", key);
    String other = BIKE.replace("THEFT", "OTHER");

    assertThat(http.post(REPORTS, service.villager(), other, "Idempotency-Key", key).status())
        .isEqualTo(422);
    assertThat(http.post(REPORTS, service.officer(), other, "Idempotency-Key", key).status())
        .isEqualTo(201);
  }

  @Test
  void tenRequestsAtOnceUnderOneKeyMakeOneReport() throws Exception {
    String key = UUID.randomUUID().toString();
    String token = service.villager();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 10)
              .<Callable<String>>mapToObj(
                  _ -> () -> http.post(REPORTS, token, BIKE, "Idempotency-Key", key).text("id"))
              .toList();
      Set<String> ids = new HashSet<>();
      for (var future : threads.invokeAll(calls)) {
        ids.add(future.get());
      }
      assertThat(ids).hasSize(1).doesNotContain("");
    }
  }

  @Test
  void aTextOf4000CharactersIsTakenAndOneMoreIsNot() {
    String body = "{\"category\":\"OTHER\",\"text\":\"%s\"}";
    assertThat(http.post(REPORTS, service.villager(), body.formatted("案".repeat(4000))).status())
        .isEqualTo(201);
    Answer refused = http.post(REPORTS, service.villager(), body.formatted("案".repeat(4001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problemFields()).containsExactly("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"x\"}                                                        | category",
        "{\"category\":\"THEFT\"}                                                | text",
        "{\"category\":\"THEFT\",\"text\":\" \"}                                 | text",
        "{\"category\":\"THEFT\",\"text\":\"a\\u0000b\"}                         | text",
        "{\"category\":\"THEFT\",\"text\":\"a\\ud800b\"}                         | text",
        "{\"category\":\"UFO\",\"text\":\"x\"}                                   | category",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"colour\":\"red\"}              | colour",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"alertId\":\"7\"}               | alertId",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"jurisdiction\":\"32037\"}      | jurisdiction",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":91,\"longitude\":0}} |"
            + " location.latitude",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":0,\"longitude\":0}} |"
            + " location",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":0.0005,"
            + "\"longitude\":-0.0005,\"crs\":\"GCJ02\"}} | location",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1}} |"
            + " location.longitude",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1,\"longitude\":1,"
            + "\"crs\":\"MARS\"}} | location.crs",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1,\"longitude\":1,"
            + "\"height\":2}} | location.height"
      })
  void aBadFieldIsNamed(String body, String field) {
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.problemFields()).containsExactly(field);
    assertThat(answer.text("type")).isEqualTo("/problems/validation");
    assertThat(answer.text("instance")).isEqualTo(REPORTS);
  }

  @Test
  void anAddressOf300CharactersIsTakenAndOneMoreIsNot() {
    String body = "{\"category\":\"OTHER\",\"text\":\"x\",\"address\":\"%s\"}";
    assertThat(http.post(REPORTS, service.villager(), body.formatted("a".repeat(300))).status())
        .isEqualTo(201);
    assertThat(
            http.post(REPORTS, service.villager(), body.formatted("a".repeat(301))).problemFields())
        .containsExactly("address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"x\"",
        "{\"category\":\"THEFT\",\"text\":7,}",
        "{\"category\":\"THEFT\",\"text\":\"a\",\"text\":\"b\"}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aBodyOver64KiBIsTooLarge() {
    String body = "{\"category\":\"OTHER\",\"text\":\"%s\"}".formatted("a".repeat(66_000));
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer = http.post(REPORTS, service.villager(), BIKE, "Content-Type", "text/plain");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aKeyThatIsTooLongIsRefused() {
    assertThat(
            http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", "k".repeat(200))
                .status())
        .isEqualTo(201);
    assertThat(
            http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", "k".repeat(201))
                .problemFields())
        .containsExactly("Idempotency-Key");
  }

  @Test
  void anAccountWithoutAJurisdictionHasToNameOne() {
    String nobody = service.issuer.token("nobody", Set.of("reporter"), "");
    assertThat(http.post(REPORTS, nobody, BIKE).problemFields()).containsExactly("jurisdiction");
    assertThat(
            http.post(
                    REPORTS,
                    nobody,
                    "{\"category\":\"OTHER\",\"text\":\"x\",\"jurisdiction\":\"320371\"}")
                .status())
        .isEqualTo(201);
  }
}
