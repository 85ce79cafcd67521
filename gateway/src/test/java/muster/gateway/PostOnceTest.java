package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.gateway.route.Service;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import org.junit.jupiter.api.Test;

/** Whatever happens in the middle of a change, it is done once or not at all. */
@OnRealServers
class PostOnceTest {
  private final RunningGateway gateway = RunningGateway.get();
  private final SampleService dispatch = gateway.service(Service.DISPATCH);

  private static String request(Browser browser, String path, String body, int length) {
    return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Cookie: %s\r
        X-XSRF-TOKEN: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(
            path,
            browser.cookieHeader(),
            browser.cookies.getOrDefault("XSRF-TOKEN", ""),
            length,
            body);
  }

  @Test
  void aSessionThatEndsWhileItsRequestIsHalfSent() {
    Browser browser = gateway.signedIn("post-half", "dispatcher");
    browser.get("/api/session");
    Browser desk = browser.stolen();
    try (RawConnection connection = RawConnection.to(gateway.port)) {
      connection.send(request(browser, "/api/alerts/post-half", "{\"a\":", 8));
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      assertThat(desk.post("/logout", null).status()).isEqualTo(200);
      connection.send("12}");
      // It was let in before the logout, and is looked at again when it is whole.
      assertThat(connection.read().orElseThrow().status()).isEqualTo(401);
      assertThat(dispatch.asked("/api/alerts/post-half")).isEmpty();
    }
  }

  /** An import goes on while it comes, and has its end with it. */
  @Test
  void anImportWhoseRestDoesNotComeIsRefusedAndReachesNobodyAsAWhole() {
    String token = gateway.token("post-import", "dispatcher");
    for (String framing : List.of("Content-Length: 300000", "Transfer-Encoding: chunked")) {
      String begin = "{\"id\":\"t-1\"}\n".repeat(10_000);
      boolean chunked = framing.startsWith("Transfer");
      try (RawConnection connection = RawConnection.to(gateway.port)) {
        connection.send(
            """
            POST /api/teams/import HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/x-ndjson\r
            %s\r
            \r
            """
                .formatted(token, framing));
        connection.send(
            chunked ? Integer.toHexString(begin.length()) + "\r\n" + begin + "\r\n" : begin);
        assertThat(connection.read().orElseThrow().status()).as(framing).isEqualTo(408);
      }
    }
    assertThat(gateway.service(Service.VOLUNTEER).asked("/api/teams/import")).isEmpty();
  }

  @Test
  void aSessionThatEndsWhileTheServiceWorks() throws Exception {
    Browser browser = gateway.signedIn("post-works", "dispatcher");
    browser.get("/api/session");
    Browser desk = browser.stolen();
    dispatch.answersAfter(Duration.ofSeconds(2));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = threads.submit(() -> browser.post("/api/alerts/post-works", "{}"));
      await().until(() -> dispatch.asked("/api/alerts/post-works").size() == 1);
      assertThat(desk.post("/logout", null).status()).isEqualTo(200);
      assertThat(answer.get().status()).as("it was done").isEqualTo(201);
    } finally {
      dispatch.answersAfter(Duration.ZERO);
    }
    assertThat(dispatch.asked("/api/alerts/post-works")).hasSize(1);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void aClientThatGoesAwayInTheMiddleOfItsRequestHasAskedForNothing() {
    Browser browser = gateway.signedIn("post-gone", "dispatcher");
    browser.get("/api/session");
    try (RawConnection connection = RawConnection.to(gateway.port)) {
      connection.send(request(browser, "/api/alerts/post-gone", "{\"a\":", 8));
    }
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    assertThat(dispatch.asked("/api/alerts/post-gone")).isEmpty();
  }
}
