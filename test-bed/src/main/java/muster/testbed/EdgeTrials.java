package muster.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import muster.testbed.RawConnection.Answer;
import org.awaitility.Awaitility;

/**
 * What every service's web server has to stand, tried over sockets. The service runs with {@link
 * #SETTINGS}, so that a trial takes seconds.
 *
 * @param port on this machine
 * @param token that is good
 * @param getPath that answers 200 to this token
 * @param postPath that reads a JSON body with this token
 */
public record EdgeTrials(int port, String token, String getPath, String postPath) {
  private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SLACK = Duration.ofSeconds(8);
  private static final int CONNECTIONS = 200;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int ACCEPTED_TYPES = 50;

  /** Counted, unlike the address that all other tests come from. */
  private static final String COUNTED = "127.0.0.9";

  /** Of the service, as name=value. */
  public static final List<String> SETTINGS =
      List.of(
          "muster.edge.header-timeout=5s",
          "muster.edge.body-timeout=3s",
          "muster.edge.connections-per-address=200",
          "muster.edge.exempt-addresses=127.0.0.1,::1",
          "muster.edge.trusted-proxies=127.0.0.11");

  /** As arguments of a Spring Boot application. */
  public static List<String> arguments() {
    return SETTINGS.stream().map(setting -> "--" + setting).toList();
  }

  /** One after the other: about half a minute. */
  public void all() {
    refusesWhatCanBeFramedInTwoWays();
    readsChunksInOneWay();
    refusesTargetsThatMeanTwoThings();
    refusesHeadersThatAreNone();
    refusesMethodsThatNoPathHas();
    refusesManyAcceptedTypesCheaply();
    takesAHeaderUpToItsLimit();
    refusesBodiesThatAreEncoded();
    closesAfterARefusalWhoseBodyIsUnread();
    keepsAConnectionThatBehaves();
    endsAConnectionThatSaysNothing();
    endsHalfAHeader();
    endsHalfABody();
    limitsTheConnectionsOfOneAddress();
  }

  private String request(String method, String target, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: muster\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /** With a good token. */
  private String post(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(authorization(), "Content-Type: application/json"));
    all.addAll(List.of(headers));
    return request("POST", postPath, all.toArray(String[]::new)) + body;
  }

  private String authorization() {
    return "Authorization: Bearer " + token;
  }

  private Answer ask(String request) {
    try (RawConnection connection = RawConnection.to(port)) {
      return connection.send(request).read().orElseThrow();
    }
  }

  private static void isProblem(Answer answer, int status, String type, String request) {
    assertEquals(status, answer.status(), request + "\n" + answer);
    assertEquals("application/problem+json", answer.header("Content-Type"), request);
    assertEquals("/problems/" + type, answer.json().path("type").asString(), request);
    assertEquals(status, answer.json().path("status").asInt(), request);
    assertFalse(answer.json().path("detail").asString("").isEmpty(), request);
    assertTrue(answer.json().path("instance").asString("").startsWith("/"), request);
  }

  /** One answer, and then no connection any more. */
  private Answer onlyAnswer(String request) {
    try (RawConnection connection = RawConnection.to(port)) {
      Answer answer = connection.send(request).read().orElseThrow();
      assertTrue(connection.endsWithin(SLACK), () -> "a second answer, or kept open: " + request);
      return answer;
    }
  }

  /** Where one reads one request, nobody else must read two. */
  public void refusesWhatCanBeFramedInTwoWays() {
    String hidden = request("GET", getPath, authorization());
    for (String[] framing :
        new String[][] {
          {"Transfer-Encoding: chunked, xchunked"},
          {"Transfer-Encoding: xchunked, chunked"},
          {"Transfer-Encoding: xchunked"},
          {"Transfer-Encoding: gzip, chunked"},
          {"Transfer-Encoding: chunked", "Transfer-Encoding: chunked"},
          {"Transfer-Encoding: identity", "Transfer-Encoding: chunked"},
          {"Transfer-Encoding: \"chunked\""},
          {"Transfer-Encoding: chunked", "Content-Length: 5"},
          {"Content-Length: 5", "Transfer-Encoding: chunked"},
          {"Content-Length: 5", "Content-Length: 6"},
          {"Content-Length: 5", "Content-Length: 5"},
          {"Content-Length: 5, 5"},
          {"Content-Length: +5"},
          {"Content-Length: -1"},
          {"Content-Length: 0x5"},
        }) {
      String request = post("0\r\n\r\n" + hidden, framing);
      isProblem(onlyAnswer(request), 400, "malformed", request);
    }
  }

  /** Within the body, which the service may have answered already. */
  public void readsChunksInOneWay() {
    String hidden = request("GET", getPath, authorization());
    for (String chunk :
        List.of(
            "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n",
            "5;a=\"\r\n\r\n" + hidden + "\"\r\n0\r\n\r\n",
            "5\nhello\r\n0\r\n\r\n",
            "5 \r\nhello\r\n0\r\n\r\n" + "x",
            "0x5\r\nhello\r\n0\r\n\r\n",
            "-1\r\nhello\r\n0\r\n\r\n",
            "5\r\nhelloXX0\r\n\r\n")) {
      String request = post(chunk + hidden, "Transfer-Encoding: chunked");
      Answer answer = onlyAnswer(request);
      assertTrue(answer.status() >= 400 && answer.status() < 500, request + "\n" + answer);
    }
  }

  public void refusesTargetsThatMeanTwoThings() {
    refusesTargetsThatMeanTwoThings(target -> false);
  }

  /**
   * @param unreadable targets of which this web server does not know any more what they were: its
   *     refusal names the root
   */
  public void refusesTargetsThatMeanTwoThings(Predicate<String> unreadable) {
    for (String target :
        List.of(
            "//",
            "//evil/api",
            getPath + "//x",
            getPath + ";x=1",
            getPath + "%3Bx",
            getPath + "%2Fx",
            getPath + "%2fx",
            getPath + "%5Cx",
            getPath + "\\x",
            getPath + "%00",
            getPath + "%0d%0a",
            getPath + "%25x",
            getPath + "/%2e%2e/x",
            getPath + "/../x",
            getPath + "/./x",
            getPath + "%",
            getPath + "%zz",
            getPath + "?a|b",
            getPath + "?a%00=1",
            getPath + "#x",
            "*",
            "api")) {
      String request = request("GET", target, authorization());
      Answer answer = onlyAnswer(request);
      isProblem(answer, 400, "malformed", request);
      if (target.startsWith("/")) {
        assertEquals(
            unreadable.test(target) ? "/" : target.split("[?#]")[0],
            answer.json().path("instance").asString(),
            request);
      }
    }
    String parameter = getPath + (getPath.contains("?") ? "&" : "?") + "unknown=a%2Fb//c;d%3B";
    int status = ask(request("GET", parameter, authorization())).status();
    assertTrue(
        status == ask(request("GET", getPath, authorization())).status() || status == 400,
        "a query may hold what a path may not, got " + status);
  }

  public void refusesHeadersThatAreNone() {
    for (String request :
        List.of(
            "GET " + getPath + " HTTP/1.1\r\n\r\n",
            "GET " + getPath + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET " + getPath + " HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
            "GET " + getPath + " HTTP/1.1\r\nHost: a:99999\r\n\r\n",
            "GET " + getPath + " HTTP/1.1\r\nHost: a/b\r\n\r\n",
            "GET " + getPath + " HTTP/3.7\r\nHost: muster\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET\r\n\r\n",
            "\u0016\u0003\u0001\u0002\r\n\r\n",
            request("GET", getPath, "X-Bad : 1"),
            request("GET", getPath, "X-Bad: a\u0000b"),
            request("GET", getPath, "X-Bad: a\u0085b"),
            request("GET", getPath, "X-Bad"))) {
      isProblem(onlyAnswer(request), 400, "malformed", request);
    }
  }

  public void refusesMethodsThatNoPathHas() {
    refusesMethodsThatNoPathHas(method -> false);
  }

  /**
   * @param unreadable methods whose targets are no paths, to this web server: to CONNECT belongs a
   *     host (RFC 9112, 3.2.3)
   */
  public void refusesMethodsThatNoPathHas(Predicate<String> unreadable) {
    for (String method : List.of("OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get")) {
      String request = request(method, getPath, authorization());
      Answer answer = onlyAnswer(request);
      if (unreadable.test(method)) {
        isProblem(answer, 400, "malformed", request);
      } else {
        isProblem(answer, 405, "method-not-allowed", request);
        assertFalse(answer.header("Allow").isEmpty(), request);
      }
    }
  }

  /** Without a token, so by anybody. */
  public void refusesManyAcceptedTypesCheaply() {
    String many = "a/b,".repeat(1_499) + "a/b";
    isProblem(
        onlyAnswer(request("GET", getPath, "Accept: " + many)), 406, "not-acceptable", "Accept");
    String[] one = IntStream.range(0, 500).mapToObj(i -> "Accept: a/b").toArray(String[]::new);
    isProblem(onlyAnswer(request("GET", getPath, one)), 406, "not-acceptable", "Accept");
    String taken = "a/b,".repeat(ACCEPTED_TYPES - 1) + "*/*";
    assertEquals(
        200,
        ask(request("GET", getPath, authorization(), "Accept: " + taken)).status(),
        "as many types as are taken");
  }

  public void takesAHeaderUpToItsLimit() {
    String usual = request("GET", getPath, authorization(), "X-Long: ");
    int lineEnds = 64;
    String most = "a".repeat(HEADER_BYTES - usual.length() - lineEnds);
    assertEquals(
        200, ask(request("GET", getPath, authorization(), "X-Long: " + most)).status(), "16 kB");
    for (int more : new int[] {1_024, 100_000}) {
      isProblem(
          onlyAnswer(
              request("GET", getPath, authorization(), "X-Long: " + most + "a".repeat(more))),
          431,
          "header-too-large",
          "16 kB and " + more);
    }
    isProblem(
        onlyAnswer(request("GET", getPath + "?a=" + "a".repeat(HEADER_BYTES), authorization())),
        431,
        "header-too-large",
        "a long line");
  }

  public void refusesBodiesThatAreEncoded() {
    for (String coding : List.of("gzip", "deflate", "br", "gzip, identity", "nonsense")) {
      String request = post("{}", "Content-Encoding: " + coding, "Content-Length: 2");
      isProblem(onlyAnswer(request), 415, "unsupported-media-type", request);
    }
    String plain = post("{}", "Content-Encoding: identity", "Content-Length: 2");
    assertFalse(ask(plain).status() == 415, plain);
  }

  /** The client learns why, though it is still sending. */
  public void closesAfterARefusalWhoseBodyIsUnread() {
    try (RawConnection connection = RawConnection.to(port)) {
      connection.send(
          request("POST", postPath, "Content-Type: application/json", "Content-Length: 10000000")
              + "{\"a\":\""
              + "b".repeat(100_000));
      Answer answer = connection.read().orElseThrow();
      isProblem(answer, 401, "unauthorized", "a long body without a token");
      assertEquals("close", answer.header("Connection"));
      assertTrue(connection.endsWithin(SLACK), "kept open for the rest of a refused body");
    }
  }

  public void keepsAConnectionThatBehaves() {
    try (RawConnection connection = RawConnection.to(port)) {
      for (int i = 0; i < 3; i++) {
        connection.send(request("GET", getPath, authorization()));
        assertEquals(200, connection.read().orElseThrow().status());
      }
      assertFalse(
          connection.endsWithin(HEADER_TIMEOUT.multipliedBy(3).dividedBy(2)),
          "an idle one is kept");
      connection.send(request("GET", getPath, authorization()));
      assertEquals(200, connection.read().orElseThrow().status());
    }
  }

  public void endsAConnectionThatSaysNothing() {
    try (RawConnection connection = RawConnection.to(port)) {
      assertFalse(connection.endsWithin(HEADER_TIMEOUT.dividedBy(2)), "too early");
      assertTrue(connection.endsWithin(HEADER_TIMEOUT.plus(SLACK)), "open for ever");
    }
  }

  public void endsHalfAHeader() {
    try (RawConnection silent = RawConnection.to(port);
        RawConnection slow = RawConnection.to(port)) {
      silent.send("GET " + getPath + " HTTP/1.1\r\nHost: mus");
      slow.send("GET " + getPath + " HTTP/1.1\r\nX-Slow: ");
      long end = System.nanoTime() + HEADER_TIMEOUT.plus(SLACK).toNanos();
      while (System.nanoTime() < end && slow.canSend("a")) {
        pause();
      }
      for (RawConnection connection : List.of(silent, slow)) {
        isProblem(connection.read().orElseThrow(), 408, "request-timeout", "half a header");
        assertTrue(connection.endsWithin(SLACK), "open after its time");
      }
    }
  }

  public void endsHalfABody() {
    try (RawConnection silent = RawConnection.to(port);
        RawConnection slow = RawConnection.to(port)) {
      String half = post("{\"a\":\"", "Content-Length: 1000");
      silent.send(half);
      slow.send(half);
      long end = System.nanoTime() + BODY_TIMEOUT.plus(SLACK).toNanos();
      while (System.nanoTime() < end && slow.canSend("a")) {
        pause();
      }
      for (RawConnection connection : List.of(silent, slow)) {
        isProblem(connection.read().orElseThrow(), 408, "request-timeout", "half a body");
        assertTrue(connection.endsWithin(SLACK), "open after its time");
      }
    }
  }

  /** Which are given back when they end. */
  public void limitsTheConnectionsOfOneAddress() {
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        // One that was used is kept for longer than this trial takes.
        open.add(RawConnection.from(COUNTED, port).send(request("GET", getPath, authorization())));
      }
      // Connections are counted by several threads: not every earlier one is before a later one.
      for (RawConnection connection : open) {
        assertEquals(200, connection.read().orElseThrow().status());
      }
      try (RawConnection oneMore = RawConnection.from(COUNTED, port)) {
        isProblem(oneMore.read().orElseThrow(), 429, "too-many-requests", "one connection more");
        assertTrue(oneMore.endsWithin(SLACK), "open beyond the limit");
      }
      assertEquals(
          200, ask(request("GET", getPath, authorization())).status(), "others are not touched");
    } finally {
      open.forEach(RawConnection::close);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions() // a refused connection may be reset while it is asked
        .untilAsserted(
            () -> {
              try (RawConnection again = RawConnection.from(COUNTED, port)) {
                again.send(request("GET", getPath, authorization()));
                assertEquals(200, again.read().orElseThrow().status());
              }
            });
  }

  private static void pause() {
    try {
      Thread.sleep(100); // the pace of a slow client, waited for by nothing
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
