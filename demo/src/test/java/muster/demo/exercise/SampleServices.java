package muster.demo.exercise;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import muster.demo.story.DemoTargets;

/** Takes whatever is asked, answers what a test has said, and remembers it. */
final class SampleServices implements AutoCloseable {
  /** One request, as it came. */
  record Asked(String line, String body, String token) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile long tokenEndsAt = 4_102_444_800L;

  SampleServices() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(new Asked(line, body, exchange.getRequestHeaders().getFirst("Authorization")));
      Answer answer = answers.getOrDefault(line, new Answer(200, "{}"));
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** From now on, to this method and path. */
  void answers(String line, int status, String body) {
    answers.put(line, new Answer(status, body));
  }

  List<Asked> asked(String begin) {
    return asked.stream().filter(one -> one.line().startsWith(begin)).toList();
  }

  List<String> lines() {
    return asked.stream().map(Asked::line).toList();
  }

  /** Of what is issued from now on. */
  void tokensEndAt(long epochSecond) {
    tokenEndsAt = epochSecond;
  }

  int tokensIssued() {
    return tokens.get();
  }

  DemoTargets targets() {
    URI here = URI.create("http://localhost:" + server.getAddress().getPort());
    return new DemoTargets(here, here, here, here, (who, roles, jurisdiction) -> token(who), 1);
  }

  /** Unsigned, as nobody verifies it here; with a number, so that each is another one. */
  private String token(String who) {
    String claims =
        "{\"sub\":\"%s\",\"exp\":%d,\"jti\":\"%d\"}"
            .formatted(who, tokenEndsAt, tokens.incrementAndGet());
    return "h."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".s";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
