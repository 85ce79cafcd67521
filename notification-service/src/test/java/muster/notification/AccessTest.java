package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
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
  @ValueSource(strings = {"GET /api/stream/me", "GET /api/stream/events", "POST /api/receipts"})
  void withoutAGoodTokenNothingIsAnswered(String endpoint) {
    Set<String> every = Set.of("volunteer", "captain", "operator", "officer", "dispatcher");
    assertProblem(call(endpoint, null), 401);
    assertProblem(call(endpoint, "not-a-token"), 401);
    assertProblem(call(endpoint, bed.issuer().expiredToken("v-1", every, "3203")), 401);
    assertProblem(call(endpoint, bed.issuer().forgedToken("v-1", every, "3203")), 401);
    assertProblem(call(endpoint, bed.issuer().tokenOfAnotherIssuer("v-1", every, "3203")), 401);
    assertProblem(call(endpoint, bed.issuer().tokenForAnotherAudience("v-1", every, "3203")), 401);
    String unsigned =
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ2LTEiLCJyb2xlcyI6WyJ2b2x1bnRlZXIiLCJvcGVyYXRvciJdfQ.";
    assertProblem(call(endpoint, unsigned), 401);
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
    "POST /api/receipts, operator",
    "POST /api/receipts, reporter",
    "POST /api/receipts, nobody",
  })
  void theWrongRoleIsForbidden(String endpoint, String role) {
    assertProblem(call(endpoint, bed.issuer().token("a-1", Set.of(role), "3203")), 403);
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

  @Test
  void unknownPathsAndMethodsAreProblemsToo() {
    String token = bed.operatorToken("3203");
    assertProblem(server.get("/api/nothing", token), 404);
    assertProblem(server.send("DELETE", "/api/receipts", bed.volunteerToken("v-1")), 405);
    assertProblem(server.get("/api/stream/events", token, "Accept", "application/pdf"), 406);
    assertThat(server.send("HEAD", "/api/stream/events", token).status()).isEqualTo(405);
  }

  private Answer call(String endpoint, @Nullable String token) {
    String path = endpoint.substring(endpoint.indexOf(' ') + 1);
    return endpoint.startsWith("GET") ? server.get(path, token) : server.post(path, token, "{}");
  }

  private static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status, "\"title\":", "\"detail\":");
  }
}
