package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest implements TestPropertyProvider {
  private final TestBed bed = TestBed.shared();
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/stream/me",
        "GET /api/stream/events",
        "GET /api/alerts/40317/deliveries",
        "POST /api/receipts"
      })
  void withoutAGoodTokenNothingIsAnswered(String endpoint) {
    Set<String> every = Set.of("volunteer", "captain", "operator", "officer", "dispatcher");
    assertProblem(call(endpoint, null), endpoint, Problem.of(ProblemType.UNAUTHORIZED));
    for (String token :
        List.of(
            "not-a-token",
            bed.issuer().expiredToken("v-1", every, "3203"),
            bed.issuer().forgedToken("v-1", every, "3203"),
            bed.issuer().tokenOfAnotherIssuer("v-1", every, "3203"),
            bed.issuer().tokenForAnotherAudience("v-1", every, "3203"))) {
      assertProblem(call(endpoint, token), endpoint, Problem.invalidToken());
    }
    String unsigned =
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ2LTEiLCJyb2xlcyI6WyJ2b2x1bnRlZXIiLCJvcGVyYXRvciJdfQ.";
    assertProblem(call(endpoint, unsigned), endpoint, Problem.invalidToken());
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/stream/me, operator",
    "GET /api/stream/me, dispatcher",
    "GET /api/stream/me, officer",
    "GET /api/stream/me, reporter",
    "GET /api/stream/events, volunteer",
    "GET /api/stream/events, captain",
    "GET /api/stream/events, reporter",
    "GET /api/alerts/40317/deliveries, volunteer",
    "GET /api/alerts/40317/deliveries, captain",
    "GET /api/alerts/40317/deliveries, reporter",
    "POST /api/receipts, operator",
    "POST /api/receipts, reporter",
    "POST /api/receipts, nobody",
  })
  void theWrongRoleIsForbidden(String endpoint, String role) {
    assertProblem(
        call(endpoint, bed.issuer().token("a-1", Set.of(role), "3203")),
        endpoint,
        Problem.of(ProblemType.FORBIDDEN));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/stream/me, volunteer",
    "/api/stream/me, captain",
    "/api/stream/events, operator",
    "/api/stream/events, dispatcher",
    "/api/stream/events, officer",
  })
  void theRightRoleGetsTheStream(String path, String role) {
    try (EventStream stream =
        server.stream(path, bed.issuer().token(Names.volunteer(), Set.of(role), "3203"))) {
      stream.awaitLive();
    }
  }

  @Test
  void healthAndTheDescriptionOfTheApiNeedNoToken() {
    Answer health = server.get("/health", null);
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    Answer api = server.get("/swagger/notification-service.yml", null);
    assertThat(api.status()).isEqualTo(200);
    assertThat(api.body())
        .contains("/api/stream/me", "/api/stream/events", "/api/receipts", "bearer")
        .contains("application/problem+json", "format: date-time", "format: uuid")
        .doesNotContain("OpenStream", "StreamResponse");
    assertThat(server.get("/swagger-ui", null).body()).contains("swagger-ui");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/stream/me?type=task., volunteer, type",
    "GET /api/stream/me?lastEventId=&from=2026-01-01T00:00:00Z, volunteer, from",
    "GET /api/stream/events?types=task., operator, types",
    "GET /api/stream/events?alert=019512ab-0000-7000-8000-000000000000, operator, alert",
    "GET /api/alerts/40317/deliveries?page=1, operator, page",
    "POST /api/receipts?taskId=019512ab-0000-7000-8000-000000000000, volunteer, taskId",
  })
  void aParameterThatNobodyKnowsIsNamed(String endpoint, String role, String parameter) {
    assertProblem(
        call(endpoint, bed.issuer().token("a-2", Set.of(role), "3203")),
        endpoint.replaceFirst("\\?.*", ""),
        Problem.invalid(parameter, "is not a known parameter"));
  }

  @Test
  void unknownPathsAndMethodsAreProblemsToo() {
    String token = bed.operatorToken("3203");
    assertProblem(
        server.get("/api/nothing?a=b", token),
        "GET /api/nothing",
        Problem.of(ProblemType.NOT_FOUND));
    Answer deleted = server.send("DELETE", "/api/receipts", bed.volunteerToken("v-1"));
    assertProblem(deleted, "/api/receipts", Problem.of(ProblemType.METHOD_NOT_ALLOWED));
    assertThat(deleted.headers().firstValue("Allow")).contains("POST");
    assertProblem(
        server.get("/api/stream/events", token, "Accept", "application/pdf"),
        "/api/stream/events",
        Problem.of(ProblemType.NOT_ACCEPTABLE));
    assertProblem(
        server.post("/api/receipts", bed.volunteerToken("v-1"), "<a/>", "Content-Type", "text/xml"),
        "/api/receipts",
        Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
    assertProblem(
        server.post("/api/receipts", bed.volunteerToken("v-1"), "[" + "1,".repeat(40_000) + "1]"),
        "/api/receipts",
        Problem.of(ProblemType.TOO_LARGE));
    assertThat(server.send("HEAD", "/api/stream/events", token).status()).isEqualTo(405);
  }

  private Answer call(String endpoint, @Nullable String token) {
    String path = endpoint.substring(endpoint.indexOf(' ') + 1);
    return endpoint.startsWith("GET") ? server.get(path, token) : server.post(path, token, "{}");
  }

  /** To the byte as the catalogue says. */
  private static void assertProblem(Answer answer, String endpoint, Problem expected) {
    String path = endpoint.substring(endpoint.indexOf(' ') + 1);
    assertThat(answer.body()).isEqualTo(new String(expected.toJson(path), StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(expected.type().status());
    assertThat(answer.headers().allValues("Content-Type")).containsExactly(ProblemType.MEDIA_TYPE);
    expected
        .headers()
        .forEach(
            (name, value) -> assertThat(answer.headers().allValues(name)).containsExactly(value));
  }
}
