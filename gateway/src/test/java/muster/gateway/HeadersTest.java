package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.gateway.SampleService.Asked;
import muster.gateway.route.Service;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may not say for itself, and what only the gateway says. */
@OnRealServers
class HeadersTest {
  private final RunningGateway gateway = RunningGateway.get();

  private Asked asked(String path) {
    return gateway.service(Service.DISPATCH).asked(path).getLast();
  }

  @Test
  void nobodySaysForWhomTheyAskOrWhatIsBetweenThemAndTheGateway() {
    Browser browser = gateway.signedIn("headers-spoof", "dispatcher");
    browser.cookies.put("of-somebody-else", "secret");
    Answer answer =
        browser.get(
            "/api/alerts/headers-1",
            "X-Forwarded-For",
            "6.6.6.6",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Prefix",
            "/evil",
            "Forwarded",
            "for=6.6.6.6;host=evil.example",
            "X-Real-IP",
            "6.6.6.6",
            "X-Original-URL",
            "/api/other",
            "X-HTTP-Method-Override",
            "DELETE",
            "Origin",
            "https://evil.example",
            "Referer",
            "https://evil.example/page",
            "Sec-Fetch-Site",
            "cross-site",
            "Traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "Idempotency-Key",
            "k-1",
            "Accept-Language",
            "zh-CN");

    assertThat(answer.status()).isEqualTo(200);
    Asked asked = asked("/api/alerts/headers-1");
    assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    for (String name :
        List.of(
            "Cookie",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "Forwarded",
            "X-Real-IP",
            "X-Original-URL",
            "X-HTTP-Method-Override",
            "Origin",
            "Referer",
            "Sec-Fetch-Site",
            "X-XSRF-TOKEN")) {
      assertThat(asked.header(name)).as(name).isEmpty();
    }
    assertThat(asked.header("Traceparent"))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(asked.header("Idempotency-Key")).isEqualTo("k-1");
    assertThat(asked.header("Accept-Language")).isEqualTo("zh-CN");
    assertThat(asked.header("Authorization")).startsWith("Bearer ey");
  }

  /** Whoever names a field in Connection must not take it away from the gateway. */
  @Test
  void whatAConnectionFieldNamesEndsHereAndNothingElseDoes() {
    String token = gateway.token("headers-connection", "dispatcher");
    try (RawConnection connection = RawConnection.to(gateway.port)) {
      connection.send(
          """
          GET /api/alerts/headers-2 HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          X-Mine: 1\r
          Connection: X-Mine, X-Forwarded-For, Authorization\r
          \r
          """
              .formatted(token));
      assertThat(connection.read().orElseThrow().status()).isEqualTo(200);
    }
    Asked asked = asked("/api/alerts/headers-2");
    assertThat(asked.header("X-Mine")).isEmpty();
    assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + token);
  }

  @Test
  void aTrustedProxySaysForWhomItAsks() {
    String token = gateway.token("headers-proxy", "dispatcher");
    try (RawConnection connection = RawConnection.from("127.0.0.11", gateway.port)) {
      connection.send(
          """
          GET /api/alerts/headers-3 HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          X-Forwarded-For: 6.6.6.6, 192.0.2.7\r
          \r
          """
              .formatted(token));
      assertThat(connection.read().orElseThrow().status()).isEqualTo(200);
    }
    assertThat(asked("/api/alerts/headers-3").header("X-Forwarded-For")).isEqualTo("192.0.2.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/session", "/api/alerts", "/nothing.js", "/actuator/health"})
  void theOriginHasItsHeadersWhereverTheAnswerComesFrom(String path) {
    Browser browser = gateway.signedIn("headers-own" + path.replace('/', '-'), "dispatcher");

    Answer answer = browser.get(path);

    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly(
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; worker-src 'self';"
                + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src"
                + " 'none'; form-action 'self'");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(answer.headers().allValues("Cross-Origin-Opener-Policy"))
        .containsExactly("same-origin");
    assertThat(answer.headers().map()).doesNotContainKey("strict-transport-security");
    assertThat(answer.headers().map()).doesNotContainKey("server");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.contains("of-a-service"));
  }

  /** Some of them are refused before anybody has looked at a session. */
  @Test
  void aRefusalHasTheOriginsHeadersToo() {
    Browser browser = gateway.signedIn("headers-refused", "dispatcher");
    Answer unauthorized = gateway.browser().get("/api/alerts");
    Answer forged = browser.send("POST", gateway.address().resolve("/api/alerts"), "{}", Map.of());
    Answer both = browser.get("/api/alerts", "Authorization", "Bearer x");
    Answer tooLarge =
        gateway.http.post(
            "/api/alerts", gateway.token("headers-refused", "dispatcher"), "x".repeat(70_000));

    assertThat(List.of(unauthorized.status(), forged.status(), both.status(), tooLarge.status()))
        .containsExactly(401, 403, 400, 413);
    assertThat(List.of(unauthorized, forged, both, tooLarge))
        .allSatisfy(
            answer -> {
              assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'self'");
              assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
              assertThat(answer.header("Cache-Control")).contains("no-store");
            });
  }

  @Test
  void noOtherOriginIsLetIn() {
    Answer answer =
        gateway.http.send(
            "GET",
            "/api/alerts",
            gateway.token("headers-cors", "dispatcher"),
            null,
            Map.of("Origin", "https://evil.example"));

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void metricsAreReadFromThisMachineAlone() {
    assertThat(gateway.http.get("/actuator/prometheus", null).body())
        .contains("muster_gateway_streams");
    try (RawConnection elsewhere = RawConnection.from("127.0.0.11", gateway.port)) {
      elsewhere.send(
          """
          GET /actuator/prometheus HTTP/1.1\r
          Host: localhost\r
          X-Forwarded-For: 192.0.2.7\r
          \r
          """);
      assertThat(elsewhere.read().orElseThrow().status()).isEqualTo(404);
    }
    assertThat(gateway.http.get("/actuator/env", null).status()).isEqualTo(404);
    assertThat(gateway.http.get("/actuator/health/readiness", null).body()).contains("UP");
  }
}
