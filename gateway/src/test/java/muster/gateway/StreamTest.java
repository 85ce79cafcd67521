package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import muster.gateway.LoginIssuer.Person;
import muster.gateway.route.Service;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import org.junit.jupiter.api.Test;

/** Streams that last, and end when they have to. */
@OnRealServers
class StreamTest {
  private static final String PATH = "/api/stream/events";
  private static final Duration PROMISED = Duration.ofSeconds(10);

  private final RunningGateway gateway = RunningGateway.get();

  /** Another gateway with a service of its own, whose events are counted by one test alone. */
  private static Map<String, String> with(SampleService own) {
    return Map.of("MUSTER_NOTIFICATION_URL", own.url().toString());
  }

  private static URI at(int port) {
    return URI.create("http://localhost:" + port);
  }

  private static List<String> upTo(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
  }

  @Test
  void anEventIsThereAtOnceAndNotWhenABufferIsFull() throws Exception {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification");
        var _ = gateway.start(port, with(own))) {
      Browser browser = gateway.signedIn("stream-once", "operator").at(at(port));
      var response = browser.open(PATH);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("retry: 200");
        assertThat(lines.readLine()).isEqualTo(": connected");
        long begun = System.nanoTime();
        own.write(1);
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
          line = lines.readLine();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(line).isEqualTo("data: {\"number\":1}");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> own.openStreams() == 0);
    }
  }

  @Test
  void whenAServiceEndsAStreamThePageComesBackByItsPositionWithAFreshToken() {
    int port = FreePorts.next();
    gateway.issuer.tokensLive(Duration.ofSeconds(6));
    try (SampleService own = new SampleService("notification");
        var _ = gateway.start(port, with(own));
        EventReader reader =
            EventReader.of(gateway.signedIn("stream-token", "operator").at(at(port)), PATH)) {
      for (int i = 1; i <= 40; i++) {
        own.write(i);
        int told = i;
        await()
            .pollInterval(Duration.ofMillis(10))
            .atMost(PROMISED)
            .until(() -> reader.ids().size() >= told);
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
      }
      assertThat(reader.ids()).isEqualTo(upTo(40));
      assertThat(reader.statuses()).as("nobody noticed").containsOnly(200).hasSizeGreaterThan(1);
      assertThat(gateway.issuer.renewalsOf("stream-token")).isPositive();
    } finally {
      gateway.issuer.tokensLive(Duration.ofHours(1));
    }
  }

  @Test
  void logoutEndsTheStreamsOfTheAccountAtEveryGatewayAndNobodyElses() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification");
        var _ = gateway.start(port, with(own))) {
      Browser desk = gateway.signedIn("stream-out", "operator");
      Browser phone = gateway.browser();
      phone.signIn(Person.of("stream-out", "operator", "3203"), "phone");
      Browser other = gateway.signedIn("stream-stays", "operator");
      try (EventReader atOne = EventReader.of(desk.stolen(), PATH);
          EventReader atTheOther = EventReader.of(phone.at(at(port)), PATH);
          EventReader others = EventReader.of(other.at(at(port)), PATH)) {
        await().until(() -> atOne.isOpen() && atTheOther.isOpen() && others.isOpen());

        assertThat(desk.post("/logout", null).status()).isEqualTo(200);

        await().atMost(PROMISED).until(() -> !atOne.isOpen() && !atTheOther.isOpen());
        await()
            .atMost(PROMISED)
            .untilAsserted(
                () -> {
                  assertThat(atOne.statuses()).contains(401);
                  assertThat(atTheOther.statuses()).contains(401);
                });
        assertThat(atOne.ends()).as("in good order").isPositive();
        assertThat(atTheOther.ends()).as("in good order").isPositive();
        assertThat(atOne.breaks() + atTheOther.breaks()).as("broken off").isZero();
        assertThat(others.isOpen()).isTrue();
        assertThat(others.ends()).isZero();
      }
    }
  }

  @Test
  void whoSignsInAsSomebodyElseEndsTheStreamsOfWhoWasThereBefore() {
    Browser browser = gateway.signedIn("stream-before", "operator");
    try (EventReader before = EventReader.of(browser.stolen(), PATH)) {
      await().until(before::isOpen);

      browser.signIn(Person.of("stream-after", "volunteer", "3203"), "desk");

      await().atMost(PROMISED).until(() -> !before.isOpen());
    }
  }

  @Test
  void aStreamByTokenIsNoSessionsAndStays() {
    Browser api = gateway.browser();
    String token = gateway.token("stream-api", "operator");
    var response = api.open(PATH, "Authorization", "Bearer " + token);

    assertThat(response.statusCode()).isEqualTo(200);
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    assertThat(gateway.service(Service.NOTIFICATION).openStreams()).isPositive();
    assertThat(close(response.body())).isTrue();
  }

  private static boolean close(java.io.InputStream body) {
    try {
      body.close();
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void aReaderThatTakesNothingHoldsUpNobodyElse() throws Exception {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification");
        var _ = gateway.start(port, with(own))) {
      Browser browser = gateway.signedIn("stream-slow", "operator").at(at(port));
      var slow = browser.open(PATH);
      try (EventReader quick = EventReader.of(browser, PATH)) {
        await().until(quick::isOpen);
        // More than all buffers on the way hold, so that the slow one's is at a standstill.
        own.isVerbose(1_000);
        own.write(20_000);
        await().atMost(Duration.ofSeconds(60)).until(() -> quick.ids().size() == 20_000);
        Answer answer = browser.get("/api/session");
        assertThat(answer.status()).isEqualTo(200);
      }
      slow.body().close();
    }
  }

  @Test
  void aReaderThatTakesNothingIsLetGo() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification");
        var _ =
            gateway.start(
                port,
                Map.of(
                    "MUSTER_NOTIFICATION_URL",
                    own.url().toString(),
                    "muster.edge.idle-timeout",
                    "3s"))) {
      Browser browser = gateway.signedIn("stream-takes-nothing", "operator");
      try (RawConnection slow = RawConnection.to(port);
          EventReader quick = EventReader.of(browser.at(at(port)), PATH)) {
        slow.send(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
                .formatted(PATH, browser.cookieHeader()));
        await().until(() -> quick.isOpen() && own.openStreams() == 2);
        own.isVerbose(3_000);
        own.write(20_000);

        await().atMost(Duration.ofSeconds(90)).until(() -> quick.ids().size() == 20_000);
        await().atMost(Duration.ofSeconds(60)).until(() -> own.openStreams() == 1);
        assertThat(quick.statuses()).as("whoever reads is not touched").containsExactly(200);
      }
    }
  }

  @Test
  void anAnswerWaitsForAReaderThatTakesItsTime() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("report");
        var _ =
            gateway.start(
                port,
                Map.of(
                    "MUSTER_REPORT_URL",
                    own.url().toString(),
                    "muster.gateway.answer-within",
                    "2s"))) {
      int bytes = 30_000_000;
      own.isVerbose(bytes);
      try (RawConnection slow = RawConnection.to(port)) {
        slow.send(
            "GET /api/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(gateway.token("stream-slow-answer", "officer")));
        // Longer than the service may be silent and than the watch takes to look.
        await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        assertThat(slow.read().orElseThrow())
            .satisfies(
                answer -> {
                  assertThat(answer.status()).isEqualTo(200);
                  assertThat(answer.body().length()).isGreaterThan(bytes);
                  assertThat(answer.body()).endsWith("}");
                });
      }
    }
  }

  /** Nobody asks for anything but events, and when its stream ends, the issuer is away. */
  @Test
  void aSessionThatOnlyListensHasAFreshTokenBeforeItsStreamEnds() {
    int port = FreePorts.next();
    gateway.issuer.tokensLive(Duration.ofSeconds(24));
    try (SampleService own = new SampleService("notification");
        var _ = gateway.start(port, with(own));
        EventReader reader =
            EventReader.of(gateway.signedIn("stream-listens", "operator").at(at(port)), PATH)) {
      await().until(reader::isOpen);
      own.write(3);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gateway.issuer.renewalsOf("stream-listens") == 1);
      assertThat(reader.statuses()).as("before its stream ends").containsExactly(200);
      gateway.issuer.isAway(true);

      await().atMost(Duration.ofSeconds(30)).until(() -> reader.statuses().size() > 1);
      await().until(reader::isOpen);
      own.write(5);
      await().until(() -> reader.ids().size() == 5);
      assertThat(reader.ids()).isEqualTo(upTo(5));
      assertThat(reader.statuses()).as("nobody noticed").containsExactly(200, 200);
    } finally {
      gateway.issuer.isAway(false);
      gateway.issuer.tokensLive(Duration.ofHours(1));
    }
  }

  @Test
  void thereAreAsManyStreamsAsTheSettingSays() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification");
        var _ =
            gateway.start(
                port,
                Map.of(
                    "MUSTER_NOTIFICATION_URL",
                    own.url().toString(),
                    "muster.gateway.max-streams",
                    "2"))) {
      Browser browser = gateway.signedIn("stream-many", "operator").at(at(port));
      try (EventReader one = EventReader.of(browser, PATH);
          EventReader other = EventReader.of(browser, PATH)) {
        await().until(() -> one.isOpen() && other.isOpen());
        Answer third = browser.get(PATH);
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.header("Retry-After")).isEqualTo("2");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> own.openStreams() == 0);
      try (EventReader again = EventReader.of(browser, PATH)) {
        await().atMost(Duration.ofSeconds(30)).until(again::isOpen);
      }
    }
  }

  @Test
  void aGatewayThatStopsEndsItsStreamsAndAnotherGoesOnWithThem() {
    int port = FreePorts.next();
    try (SampleService own = new SampleService("notification")) {
      Browser browser = gateway.signedIn("stream-stop", "operator").at(at(port));
      var first = gateway.start(port, with(own));
      try (EventReader reader = EventReader.of(browser, PATH)) {
        await().until(reader::isOpen);
        own.write(5);
        await().until(() -> reader.ids().size() == 5);
        long begun = System.nanoTime();

        first.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(reader.ends()).as("in good order").isEqualTo(1);
        own.write(9);
        try (var _ = gateway.start(port, with(own))) {
          await().atMost(Duration.ofSeconds(30)).until(() -> reader.ids().size() == 9);
          assertThat(reader.ids()).isEqualTo(upTo(9));
        }
      }
    }
  }
}
