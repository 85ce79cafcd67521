package muster.report;

import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may see and do what, and what everybody may. */
@OnRealServers
class AccessTest {
  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  @Test
  void everyAddressNeedsAGoodToken() {
    String id = service.submit(service.villager(), BIKE);
    Set<String> roles = Set.of("officer");
    List<@Nullable String> bad =
        Arrays.asList(
            null,
            "nonsense",
            service.issuer.expiredToken("officer", roles, "32"),
            service.issuer.forgedToken("officer", roles, "32"),
            service.issuer.tokenOfAnotherIssuer("officer", roles, "32"),
            service.issuer.tokenForAnotherAudience("officer", roles, "32"));
    for (String token : bad) {
      for (Answer answer :
          List.of(
              http.post(REPORTS, token, BIKE),
              http.get(REPORTS, token),
              http.get(REPORTS + "/" + id, token),
              http.post(triage(id), token, ANSWER))) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  /** A server that forgets to read on leaves the next request of a kept connection unanswered. */
  @Test
  void aRefusalLeavesItsConnectionReadable() throws Exception {
    List<Callable<Void>> clients =
        Collections.nCopies(
            3,
            () -> {
              for (int i = 0; i < 300; i++) {
                assertThat(http.post(REPORTS, service.villager(), "{}").status()).isEqualTo(400);
                assertThat(http.post(REPORTS, "nonsense", BIKE).status()).isEqualTo(401);
                assertThat(http.get(REPORTS, null).status()).isEqualTo(401);
              }
              return null;
            });
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> client : pool.invokeAll(clients)) {
        client.get();
      }
    }
  }

  @Test
  void aReportIsSeenByItsReporterAndByTheStaffOfItsJurisdiction() {
    String id = service.submit(service.villager(), BIKE);
    String path = REPORTS + "/" + id;
    String neighbour = service.issuer.token("neighbour", Set.of("reporter"), RunningService.XIZHU);
    String volunteer = service.issuer.token("v-1", Set.of("volunteer"), "3203");

    assertThat(http.get(path, service.villager()).status()).isEqualTo(200);
    assertThat(http.get(path, service.officer()).status()).isEqualTo(200);
    assertThat(http.get(path, service.operator()).status()).isEqualTo(200);
    for (String token : List.of(neighbour, volunteer, service.officerElsewhere())) {
      Answer hidden = http.get(path, token);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.isProblem()).isTrue();
    }
  }

  @Test
  void anUnknownIdIsNotFoundAndOneThatIsNoIdIsNamed() {
    assertThat(http.get(REPORTS + "/" + UUID.randomUUID(), service.officer()).status())
        .isEqualTo(404);
    assertThat(http.post(triage(UUID.randomUUID().toString()), service.officer(), ANSWER).status())
        .isEqualTo(404);
    assertThat(http.get(REPORTS + "/7", service.officer()).problemFields()).containsExactly("id");
  }

  @Test
  void triageIsForOfficersAndDispatchersOfTheJurisdiction() {
    String id = service.submit(service.villager(), BIKE);
    for (String token :
        List.of(service.villager(), service.operator(), service.officerElsewhere())) {
      Answer refused = http.post(triage(id), token, ANSWER);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.isProblem()).isTrue();
    }
    String dispatcher = service.issuer.token("d", Set.of("dispatcher"), "3203");
    assertThat(http.post(triage(id), dispatcher, ANSWER).status()).isEqualTo(200);
  }

  @Test
  void figuresAreThereForPrometheus() {
    assertThat(http.get("/actuator/prometheus", null).body())
        .contains(
            "muster_outbox_backlog",
            "muster_outbox_oldest_age_seconds",
            "muster_outbox_in_flight",
            "muster_outbox_rejected_rows",
            "muster_outbox_leading",
            "muster_outbox_published_total",
            "muster_outbox_failures_total");
  }

  @Test
  void theApiDescribesItselfAndTellsWhenItCanWork() {
    Answer description = http.get("/v3/api-docs", null);
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.json().path("paths").propertyNames())
        .contains(REPORTS, REPORTS + "/{id}", REPORTS + "/{id}/triage");
    assertThat(description.json().at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
    // Two bodies with the same field: each says that it needs it.
    for (String body : List.of("SubmitRequest", "Addition")) {
      assertThat(description.json().at("/components/schemas/" + body + "/required").valueStream())
          .as(body)
          .extracting(JsonNode::asString)
          .contains("text");
    }
    for (String field :
        List.of("SubmitRequest/properties/alertId", "TriageLink/properties/alert")) {
      assertThat(description.json().at("/components/schemas/" + field + "/type").valueStream())
          .as(field)
          .extracting(JsonNode::asString)
          .containsExactly("string", "integer");
    }
    assertThat(http.get("/actuator/health/readiness", null).text("status")).isEqualTo("UP");
    assertThat(http.get("/nowhere", service.officer()).status()).isEqualTo(404);
    assertThat(http.get("/api/nowhere", service.officer()).isProblem()).isTrue();
  }
}
