package muster.apiedge.spring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import muster.localstack.TokenIssuer;
import muster.testbed.EdgeTrials;
import muster.testbed.RawConnection;
import muster.testbed.TokenTrials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** All of the server's part on a real one, over sockets. */
class ServerTest {
  private static SmallService service = new SmallService();
  private static EdgeTrials edge = service.trials();

  @BeforeAll
  static void isUp() {
    assertThat(service.http.get("/things", service.token()).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private TokenTrials tokens() {
    return new TokenTrials(
        service.http, service.issuer, "/things", SmallService.ROLE, SmallService.JURISDICTION);
  }

  @Test
  void whatCanBeFramedInTwoWaysIsRefused() {
    edge.refusesWhatCanBeFramedInTwoWays();
  }

  @Test
  void chunksAreReadInOneWay() {
    edge.readsChunksInOneWay();
  }

  @Test
  void targetsThatMeanTwoThingsAreRefused() {
    edge.refusesTargetsThatMeanTwoThings();
  }

  @Test
  void headersThatAreNoneAreRefused() {
    edge.refusesHeadersThatAreNone();
  }

  @Test
  void methodsThatNoPathHasAreRefused() {
    edge.refusesMethodsThatNoPathHas();
  }

  @Test
  void manyAcceptedTypesAreRefusedCheaply() {
    edge.refusesManyAcceptedTypesCheaply();
  }

  @Test
  void aHeaderIsTakenUpToItsLimit() {
    edge.takesAHeaderUpToItsLimit();
  }

  /** What is longer is refused by the trial above. */
  @Test
  void soIsAFirstLine() {
    String line = "/things?unknown=" + "a".repeat(15_000);
    assertThat(service.http.get(line, service.token()).status()).isEqualTo(200);
  }

  @Test
  void bodiesThatAreEncodedAreRefused() {
    edge.refusesBodiesThatAreEncoded();
  }

  @Test
  void aRefusalWhoseBodyIsUnreadClosesTheConnection() {
    edge.closesAfterARefusalWhoseBodyIsUnread();
  }

  @Test
  void aConnectionThatBehavesIsKept() {
    edge.keepsAConnectionThatBehaves();
  }

  @Test
  void aConnectionThatSaysNothingIsEnded() {
    edge.endsAConnectionThatSaysNothing();
  }

  @Test
  void halfAHeaderIsEnded() {
    edge.endsHalfAHeader();
  }

  @Test
  void halfABodyIsEnded() {
    edge.endsHalfABody();
  }

  @Test
  void theConnectionsOfOneAddressAreLimited() {
    edge.limitsTheConnectionsOfOneAddress();
  }

  /** With the default limit, and loopback counted. Takes 4,000 file descriptors: both ends. */
  @Test
  void twoThousandConnectionsOfOneAddressAreTheMostByDefault() {
    String things = "GET /things HTTP/1.1\r\nHost: a\r\n\r\n";
    List<RawConnection> open = new ArrayList<>();
    try (SmallService usual =
        new SmallService(
            "--muster.edge.exempt-addresses=", "--muster.edge.connections-per-address=")) {
      for (int i = 0; i < 2_000; i++) {
        open.add(RawConnection.to(usual.port).send(things));
      }
      // Several threads count: those before the last one are all counted when all are answered.
      for (RawConnection connection : open) {
        assertThat(connection.read())
            .as("let in, and has no token")
            .hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(401));
      }
      try (RawConnection oneMore = RawConnection.to(usual.port)) {
        assertThat(oneMore.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(429));
      }
      open.removeLast().close();
      await()
          .ignoreExceptions() // one that comes too early may be reset while it is asked
          .untilAsserted(
              () -> {
                try (RawConnection next = RawConnection.to(usual.port).send(things)) {
                  assertThat(next.read())
                      .hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(401));
                }
              });
    } finally {
      open.forEach(RawConnection::close);
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void noLineOfTheLogIsLongerThanFourKilobytes(CapturedOutput log) {
    // As in a service: this module's tests have a layout of their own.
    try (SmallService logging = new SmallService("--logging.config=classpath:logback-spring.xml")) {
      String path = "/fault/" + "a".repeat(10_000);
      assertThat(logging.http.get(path, logging.token()).status()).isEqualTo(500);
    }
    List<String> lines = log.getOut().lines().toList();
    assertThat(lines)
        .as("the request's path, the exception's message, and the trace that follows")
        .anyMatch(line -> line.contains("GET /fault/aaa") && line.endsWith(" [cut]"))
        .anyMatch(line -> line.contains("IllegalStateException: xxx") && line.endsWith(" [cut]"))
        .anyMatch(line -> line.startsWith("\tat muster.apiedge.spring.server.SmallService"));
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(4 * 1024));
  }

  @Test
  void goodTokensOfEveryTypeAreTaken() {
    tokens().takesGoodTokensOfEveryType();
  }

  @Test
  void tokensThatDoNotCountAreRefused() {
    tokens().refusesTokensThatDoNotCount();
  }

  @Test
  void aStormOfUnknownKeysIsBorne() throws Exception {
    tokens().bearsAStormOfUnknownKeys();
  }

  @Test
  void anAnswerAboveOneKilobyteIsCompressedWhenAsked() throws Exception {
    String plain = service.http.get("/many", service.token()).body();

    HttpResponse<byte[]> asked = get("/many", "gzip");

    assertThat(asked.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(asked.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
    }
    assertThat(get("/many", "identity").headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(get("/things", "gzip").headers().firstValue("Content-Encoding")).isEmpty();
  }

  private static HttpResponse<byte[]> get(String path, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port + path))
            .header("Authorization", "Bearer " + service.token())
            .header("Accept-Encoding", encoding)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  @Test
  void aStreamIsNeitherIdleNorCompressedNorEnded() {
    try (SmallService impatient = new SmallService("--muster.edge.idle-timeout=2s");
        RawConnection stream = RawConnection.to(impatient.port)) {
      stream.send(
          "GET /stream HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer "
              + impatient.token()
              + "\r\n\r\n");

      assertThat(stream.endsWithin(Duration.ofSeconds(9))).isFalse();
    }
  }

  @Test
  void aConnectionWithoutRequestsIsEndedInTheEnd() {
    try (SmallService impatient = new SmallService("--muster.edge.idle-timeout=2s");
        RawConnection kept = RawConnection.to(impatient.port)) {
      kept.send(
          "GET /things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
              + impatient.token()
              + "\r\n\r\n");
      assertThat(kept.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(200));

      assertThat(kept.endsWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void whoeverIsBehindAProxyIsCountedByTheAddressThatItNames() {
    try (SmallService strict =
            new SmallService(
                "--muster.edge.connections-per-address=1",
                "--muster.edge.exempt-addresses=",
                "--muster.edge.trusted-proxies=127.0.0.1");
        RawConnection first = RawConnection.to(strict.port);
        RawConnection second = RawConnection.to(strict.port);
        RawConnection other = RawConnection.to(strict.port)) {
      first.send(slow(strict, "X-Forwarded-For: 198.51.100.1, 192.0.2.7"));
      String things = "GET /things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ";
      second.send(things + strict.token() + "\r\nForwarded: for=\"192.0.2.7:5000\"\r\n\r\n");
      other.send(things + strict.token() + "\r\nForwarded: for=192.0.2.8\r\n\r\n");

      assertThat(second.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(429));
      assertThat(other.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(200));
      assertThat(first.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(200));
      first.send(things + strict.token() + "\r\nForwarded: for=192.0.2.7\r\n\r\n");
      assertThat(first.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(200));
    }
  }

  private static String slow(SmallService service, String header) {
    return "GET /slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
        + service.token()
        + "\r\n"
        + header
        + "\r\n\r\n";
  }

  @Test
  void aStopAnswersTheRequestInWorkAndOneThatWasOnItsWay() throws Exception {
    SmallService stopping = new SmallService();
    try (RawConnection working = RawConnection.to(stopping.port);
        RawConnection unused = RawConnection.to(stopping.port)) {
      working.send(slow(stopping, "X-A: b"));
      assertThat(unused.endsWithin(Duration.ofMillis(200))).isFalse();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping.context::stop);
      assertThat(unused.endsWithin(Duration.ofMillis(100))).isFalse();
      unused.send(slow(stopping, "X-A: b"));

      assertThat(unused.read())
          .hasValueSatisfying(
              answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Connection")).isEqualTo("close");
              });
      assertThat(working.read()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(200));
      stopped.get();
    } finally {
      stopping.close();
    }
  }

  @Test
  void whileTheIssuerIsAwayNoTokenIsCalledBad() {
    TokenIssuer gone = TokenIssuer.start();
    try (SmallService alone = new SmallService(gone)) {
      String token = gone.token("somebody", Set.of(SmallService.ROLE), SmallService.JURISDICTION);
      gone.close();

      var answer = alone.http.get("/things", token);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      assertThat(alone.http.get("/things", "nonsense").status()).isEqualTo(401);
    }
  }
}
