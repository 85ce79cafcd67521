package muster.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service behind the gateway: tells back what it was asked, and has an event stream that numbers
 * its events, goes on after {@code Last-Event-ID} and ends with the token, as
 * notification-service's does.
 */
final class SampleService implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private final String name;
  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile Duration pause = Duration.ZERO;
  private volatile int written;
  private volatile String padding = "";
  private volatile boolean closed;

  /** One request, as it came. */
  record Asked(String method, String target, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> String.join(",", entry.getValue()))
          .findFirst()
          .orElse("");
    }
  }

  SampleService(String name) {
    this(name, 0);
  }

  /**
   * @param port zero for any
   */
  SampleService(String name, int port) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::tell);
    server.createContext("/api/stream", this::stream);
    server.createContext("/actuator/health/readiness", exchange -> text(exchange, 200, "{}"));
    server.createContext("/health", exchange -> text(exchange, 200, "{}"));
    server.createContext("/actuator/prometheus", exchange -> text(exchange, 200, metrics()));
    server.createContext("/prometheus", exchange -> text(exchange, 200, metrics()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Answers take so long from now on. */
  void answersAfter(Duration time) {
    pause = time;
  }

  /** What was asked of it below this path. */
  List<Asked> asked(String path) {
    return asked.stream().filter(one -> one.target().startsWith(path)).toList();
  }

  int openStreams() {
    return streams.get();
  }

  /** Answers and events are longer by so many bytes from now on. */
  void isVerbose(int bytes) {
    padding = "x".repeat(bytes);
  }

  /** So many events have happened by now; streams tell all of them. */
  void write(int events) {
    written = events;
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
  }

  private static String metrics() {
    return """
        # HELP muster_outbox_oldest_age_seconds of the oldest row
        # TYPE muster_outbox_oldest_age_seconds gauge
        muster_outbox_oldest_age_seconds{application="x"} 0.25
        muster_intake_behind_records{consumer="a"} 3.0
        muster_intake_behind_records{consumer="b"} 7.0
        muster_dead_letters_total{topic="a.dlt"} 1.0
        muster_dead_letters_total{topic="b.dlt"} 2.0
        http_server_requests_seconds_count{uri="/api/alerts/{id}",status="200"} 17
        muster_streams 4
        """;
  }

  private Asked listen(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers = new TreeMap<>(exchange.getRequestHeaders());
    Asked one =
        new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    asked.add(one);
    return one;
  }

  private void tell(HttpExchange exchange) throws IOException {
    Asked one = listen(exchange);
    LockSupport.parkNanos(pause.toNanos());
    exchange.getResponseHeaders().add("Set-Cookie", "of-a-service=1");
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src *");
    exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
    exchange.getResponseHeaders().set("ETag", "\"7\"");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    text(
        exchange,
        exchange.getRequestMethod().equals("POST") ? 201 : 200,
        JSON.writeValueAsString(
            Map.of(
                "service", name,
                "method", one.method(),
                "target", one.target(),
                "body", one.body(),
                "padding", padding)));
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    listen(exchange);
    Instant end = end(exchange.getRequestHeaders().getFirst("Authorization"));
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    int told = last == null ? 0 : Integer.parseInt(last);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    streams.incrementAndGet();
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      write(out, "retry: 200\n: connected\n\n");
      long beat = System.nanoTime();
      while (!closed && Instant.now().isBefore(end)) {
        if (told < written) {
          told++;
          write(
              out,
              ": %s\nid: %d\nevent: sample.v1\ndata: {\"number\":%d}\n\n"
                  .formatted(padding, told, told));
        } else if (System.nanoTime() - beat > HEARTBEAT.toNanos()) {
          beat = System.nanoTime();
          write(out, ": heartbeat\n\n");
        } else {
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
      }
    } catch (IOException gone) {
      return; // as when a client leaves
    } finally {
      streams.decrementAndGet();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Instant end(String authorization) {
    String claims = authorization.substring("Bearer ".length()).split("\\.", -1)[1];
    JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(claims));
    return Instant.ofEpochSecond(read.path("exp").asLong());
  }
}
