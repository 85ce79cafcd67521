package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.localstack.TokenIssuer;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.Test;

/** While the issuer is away, this service says so as all do. */
@OnRealServers
class IssuerAwayTest {
  private static final String SEEN =
      "{\"taskId\":\"017f7c00-0000-7000-8000-000000000001\",\"status\":\"SEEN\"}";

  private final TestBed bed = TestBed.shared();

  @Test
  void beforeItsKeysHaveBeenReadNoTokenCanBeJudged() {
    TokenIssuer away = TokenIssuer.start();
    String volunteer = away.token("v-1", Set.of("volunteer"), "3203");
    String operator = away.token("o-1", Set.of("operator"), "3203");
    try (RunningServer server = bed.startServer("muster.issuer", away.issuer())) {
      HttpApi http = new HttpApi(server.port());
      away.close();

      RefusalContract.of(http, away)
          .with(RefusedEndpoint.of("POST", "/api/receipts", volunteer).body(SEEN))
          .with(RefusedEndpoint.of("GET", "/api/stream/me", volunteer))
          .with(RefusedEndpoint.of("GET", "/api/stream/events?jurisdiction=3203", operator))
          .with(RefusedEndpoint.of("GET", "/health", operator)) // needs none, but got one
          .assertUnavailable();

      assertThat(http.get("/health", null).status()).isEqualTo(200);
      RefusalContract.assertRefused(
          http.get("/api/stream/me", null), "/api/stream/me", Problem.of(ProblemType.UNAUTHORIZED));
      RefusalContract.assertRefused(
          http.get("/api/stream/me", "no-token"), "/api/stream/me", Problem.invalidToken());
    }
  }

  @Test
  void afterwardsOnlyAnUnknownKeyCanNotBeJudged() {
    TokenIssuer away = TokenIssuer.start();
    Set<String> role = Set.of("volunteer");
    String good = away.token("v-1", role, "3203");
    String unknown = away.tokenOfUnknownKey("v-1", role, "3203");
    try (RunningServer server = bed.startServer("muster.issuer", away.issuer())) {
      HttpApi http = new HttpApi(server.port());
      assertThat(http.get("/health", good).status()).isEqualTo(200);
      away.close();

      // An unknown key asks the issuer once in five seconds at most.
      Answer answer =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> http.get("/api/stream/me", unknown), asked -> asked.status() != 401);

      for (Answer each : List.of(answer, http.get("/api/stream/me", unknown))) {
        RefusalContract.assertRefused(each, "/api/stream/me", Problem.of(ProblemType.UNAVAILABLE));
      }
      assertThat(http.get("/health", good).status()).isEqualTo(200);
      RefusalContract.assertRefused(
          http.get("/api/stream/me", away.expiredToken("v-1", role, "3203")),
          "/api/stream/me",
          Problem.invalidToken());
    }
  }
}
