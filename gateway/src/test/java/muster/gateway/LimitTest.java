package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** With limits that a test reaches. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitTest {
  private final RunningGateway gateway = RunningGateway.get();
  private final int port = FreePorts.next();
  private ConfigurableApplicationContext limited;

  @BeforeAll
  void start() {
    limited =
        gateway.start(
            port,
            Map.of(
                "muster.limits.session-per-second", "1",
                "muster.limits.session-burst", "5",
                "muster.limits.session-at-once", "2",
                "muster.limits.address-per-second", "1",
                "muster.limits.address-burst", "8"));
  }

  @AfterAll
  void stop() {
    limited.close();
  }

  private static void isTooMany(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
    assertThat(answer.text("type")).isEqualTo("/problems/too-many-requests");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 2);
    assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
  }

  @Test
  void aSessionMayAskForSoMuchAndThenWaits() {
    // The first requests of a gateway take long, and what they take is given back meanwhile.
    HttpApi before = new HttpApi(port);
    Browser warm =
        gateway.signedIn("limit-before", "dispatcher").at(URI.create("http://localhost:" + port));
    for (int i = 0; i < 5; i++) {
      assertThat(warm.get("/api/alerts").status()).isEqualTo(200);
      assertThat(before.get("/api/alerts", gateway.token("limit-before", "dispatcher")).status())
          .isEqualTo(200);
    }
    Browser browser = gateway.signedIn("limit-session", "dispatcher");
    Browser here = browser.at(URI.create("http://localhost:" + port));
    for (int i = 0; i < 5; i++) {
      assertThat(here.get("/api/alerts").status()).isEqualTo(200);
    }
    isTooMany(here.get("/api/alerts"));
    Browser other =
        gateway.signedIn("limit-other", "dispatcher").at(URI.create("http://localhost:" + port));
    assertThat(other.get("/api/alerts").status()).as("others are not touched").isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(1_200))
        .until(() -> here.get("/api/alerts").status() == 200);
  }

  @Test
  void anAddressMayAskForSoMuchWhateverTokensItHas() {
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      try (RawConnection connection = RawConnection.from("127.0.0.9", port)) {
        connection.send(
            """
            GET /api/alerts HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            \r
            """
                .formatted("token-" + i));
        int status = connection.read().orElseThrow().status();
        taken += status == 200 ? 1 : 0;
        refused += status == 429 ? 1 : 0;
      }
    }
    assertThat(taken).isBetween(8, 10);
    assertThat(refused).isEqualTo(12 - taken);
  }

  @Test
  void anExemptAddressHasNoLimit() {
    HttpApi http = new HttpApi(port);
    String token = gateway.token("limit-exempt", "dispatcher");
    for (int i = 0; i < 30; i++) {
      assertThat(http.get("/api/alerts", token).status()).isEqualTo(200);
    }
  }

  @Test
  void aSessionHasSoManyAnswersOpenAtATime() {
    Browser browser =
        gateway.signedIn("limit-at-once", "operator").at(URI.create("http://localhost:" + port));
    try (EventReader one = EventReader.of(browser, "/api/stream/events");
        EventReader other = EventReader.of(browser, "/api/stream/events")) {
      await().until(() -> one.isOpen() && other.isOpen());
      isTooMany(browser.get("/api/session"));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1_500))
        .until(() -> browser.get("/api/session").status() == 200);
  }
}
