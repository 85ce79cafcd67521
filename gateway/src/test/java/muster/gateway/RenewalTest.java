package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The issuer's tokens are short, a session is long, and nobody notices. */
@OnRealServers
class RenewalTest {
  private final RunningGateway gateway = RunningGateway.get();

  @AfterEach
  void theIssuerIsAsItWas() {
    gateway.issuer.isAway(false);
    gateway.issuer.answersAfter(Duration.ZERO);
    gateway.issuer.tokensLive(Duration.ofHours(1));
  }

  /** As if so much time had gone by since the login. */
  private void age(String subject, Duration time) {
    int rows =
        gateway
            .jdbc
            .sql(
                """
                update session_tokens set
                  access_issued_at = access_issued_at - :seconds * interval '1 second',
                  access_expires_at = access_expires_at - :seconds * interval '1 second'
                where session_id in
                  (select session_id from spring_session where principal_name = :subject)
                """)
            .param("seconds", time.toSeconds())
            .param("subject", subject)
            .update();
    assertThat(rows).isPositive();
  }

  private static List<Answer> atTheSameTime(List<Callable<Answer>> requests) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      requests.forEach(request -> asked.add(threads.submit(request)));
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void tenRequestsAtTwoGatewaysRenewOnce() throws Exception {
    int port = FreePorts.next();
    try (ConfigurableApplicationContext _ = gateway.start(port)) {
      Browser here = gateway.signedIn("renewal-ten", "dispatcher");
      Browser there = here.at(URI.create("http://localhost:" + port));
      age("renewal-ten", Duration.ofHours(2));
      gateway.issuer.answersAfter(Duration.ofMillis(800));
      List<Callable<Answer>> requests = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        requests.add(() -> here.get("/api/alerts"));
        requests.add(() -> there.get("/api/alerts"));
      }

      List<Answer> answers = atTheSameTime(requests);

      assertThat(answers).allMatch(answer -> answer.status() == 200);
      assertThat(gateway.issuer.renewalsOf("renewal-ten")).isEqualTo(1);
    }
  }

  @Test
  void whileATokenIsStillGoodNobodyWaitsForTheNextOne() throws Exception {
    Browser browser = gateway.signedIn("renewal-soon", "dispatcher");
    age("renewal-soon", Duration.ofMinutes(59));
    gateway.issuer.answersAfter(Duration.ofSeconds(2));
    List<Callable<Answer>> requests = new ArrayList<>();
    List<Long> millis = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 10; i++) {
      requests.add(
          () -> {
            long begun = System.nanoTime();
            Answer answer = browser.get("/api/alerts");
            millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            return answer;
          });
    }

    assertThat(atTheSameTime(requests)).allMatch(answer -> answer.status() == 200);

    assertThat(gateway.issuer.renewalsOf("renewal-soon")).isEqualTo(1);
    assertThat(millis.stream().filter(each -> each >= 1_900).count()).as("who renews").isEqualTo(1);
  }

  @Test
  void anIssuerThatIsAwayForAMinuteIsNotNoticed() {
    Browser browser = gateway.signedIn("renewal-minute", "dispatcher");
    age("renewal-minute", Duration.ofMinutes(59).minusSeconds(25));
    gateway.issuer.isAway(true);
    for (int i = 0; i < 6; i++) {
      assertThat(browser.get("/api/alerts").status()).isEqualTo(200);
      age("renewal-minute", Duration.ofSeconds(10));
    }
    assertThat(browser.get("/api/alerts").status()).as("a minute later").isEqualTo(200);
    gateway.issuer.isAway(false);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(browser.get("/api/alerts").status()).isEqualTo(200);
              assertThat(gateway.issuer.renewalsOf("renewal-minute")).isEqualTo(1);
            });
  }

  @Test
  void anIssuerThatIsAwayForLongerEndsNoSession() {
    Browser browser = gateway.signedIn("renewal-long", "dispatcher");
    age("renewal-long", Duration.ofHours(2));
    gateway.issuer.isAway(true);

    RefusalContract.assertRefused(
        browser.get("/api/alerts"), "/api/alerts", Problem.of(ProblemType.UNAVAILABLE));
    assertThat(browser.get("/api/session").status())
        .as("who it is does not depend on the issuer")
        .isEqualTo(200);

    gateway.issuer.isAway(false);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(browser.get("/api/alerts").status()).isEqualTo(200));
  }

  @Test
  void aSessionThatTheIssuerHasEndedIsOver() {
    Browser browser = gateway.signedIn("renewal-ended", "dispatcher");
    age("renewal-ended", Duration.ofHours(2));
    gateway.issuer.forget("renewal-ended");

    RefusalContract.assertRefused(
        browser.get("/api/alerts"), "/api/alerts", Problem.of(ProblemType.UNAUTHORIZED));
    assertThat(gateway.sessionsOf("renewal-ended")).isZero();
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void aGatewayThatDiedWhileItRenewedHoldsUpTheSessionForSomeSecondsOnly() {
    Browser browser = gateway.signedIn("renewal-died", "dispatcher");
    age("renewal-died", Duration.ofHours(2));
    gateway
        .jdbc
        .sql(
            """
            update session_tokens set renewing_until = now() + interval '3 seconds'
            where session_id in
              (select session_id from spring_session where principal_name = 'renewal-died')
            """)
        .update();

    long begun = System.nanoTime();
    assertThat(browser.get("/api/alerts").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
  }

  @Test
  void aSessionThatEndsWhileItIsRenewedStaysOver() throws Exception {
    Browser browser = gateway.signedIn("renewal-race", "dispatcher");
    Browser other = browser.stolen();
    browser.get("/api/session");
    age("renewal-race", Duration.ofHours(2));
    gateway.issuer.answersAfter(Duration.ofSeconds(2));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> slow = threads.submit(() -> other.get("/api/alerts"));
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
      assertThat(browser.post("/logout", null).status()).isEqualTo(200);
      assertThat(slow.get().status()).isEqualTo(401);
    }
    assertThat(gateway.sessionsOf("renewal-race")).isZero();
    assertThat(other.get("/api/alerts").status()).isEqualTo(401);
  }

  @Test
  void anotherKeyOpensNothingAndBreaksNothing() {
    int port = FreePorts.next();
    try (var _ =
        gateway.start(
            port, Map.of("MUSTER_GATEWAY_KEY", "HxwdHh8YGRobHB0eHxAREhMUFRYXCAkKCwwNDg8AAQI="))) {
      Browser browser =
          gateway.signedIn("renewal-key", "dispatcher").at(URI.create("http://localhost:" + port));
      assertThat(browser.get("/api/alerts").status()).isEqualTo(401);
    }
  }
}
