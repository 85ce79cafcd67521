package muster.demo.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What each connection is answered with; the last one stays open. */
  private final List<String> answers = new CopyOnWriteArrayList<>();

  private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<EventStream.Message> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final HttpServer server;
  private volatile int status = 200;

  EventStreamTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void messagesAreReadByTheRulesOfTheStandard() {
    answers.add(
        """
        : a comment
        retry: 20

        id: 7
        event: task.offered.v1
        data: {"one":
        data: "two lines"}

        data:no space and no id of its own

        event: without.data

        id: 9
        data: 值

        """);
    try (EventStream ignored = start()) {
      await().atMost(PATIENCE).until(() -> received.size() == 3);
    }
    assertThat(received)
        .containsExactly(
            new EventStream.Message("7", "task.offered.v1", "{\"one\":\n\"two lines\"}"),
            new EventStream.Message("7", "message", "no space and no id of its own"),
            new EventStream.Message("9", "message", "值"));
  }

  @Test
  void aLostConnectionIsResumedAfterTheLastWholeEvent() {
    answers.add("retry: 20\n\nid: 1\ndata: first\n\nid: 2\ndata: second, cut o");
    answers.add("id: 2\ndata: second\n\n");
    try (EventStream ignored = start()) {
      await().atMost(PATIENCE).until(() -> received.size() == 2);
    }
    assertThat(received.stream().map(EventStream.Message::data)).containsExactly("first", "second");
    assertThat(lastEventIds).containsExactly("none", "1");
    assertThat(tokens).containsExactly("Bearer token 1", "Bearer token 2");
  }

  @Test
  void aReaderBeginsWhereItIsTold() {
    answers.add("id: 6\ndata: next\n\n");
    try (EventStream ignored = stream().after("5").start("reader")) {
      await().atMost(PATIENCE).until(() -> received.size() == 1);
    }
    assertThat(lastEventIds).containsExactly("5");
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    status = 403;
    answers.add("not yours");
    try (EventStream stream = stream()) {
      assertThatThrownBy(stream::run)
          .isInstanceOf(EventStream.Refused.class)
          .hasMessageContaining("403 not yours");
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void anExpiredTokenIsReplacedOnce() {
    status = 401;
    answers.add("who are you");
    try (EventStream stream = stream()) {
      assertThatThrownBy(stream::run).isInstanceOf(EventStream.Refused.class);
    }
    assertThat(connections).hasValue(2);
    assertThat(tokens).containsExactly("Bearer token 1", "Bearer token 2");
  }

  private EventStream start() {
    return stream().start("reader");
  }

  private EventStream stream() {
    AtomicInteger count = new AtomicInteger();
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/stream");
    return new EventStream(address, () -> "token " + count.incrementAndGet(), received::add);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int connection = connections.getAndIncrement();
    lastEventIds.add(orNone(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
    tokens.add(orNone(exchange.getRequestHeaders().getFirst("Authorization")));
    boolean last = connection >= answers.size() - 1;
    byte[] body =
        answers.get(Math.min(connection, answers.size() - 1)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 200 ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    if (status == 200 && last) {
      try {
        Thread.sleep(PATIENCE); // open until the server stops, as a stream is
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.close();
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "none" : value;
  }
}
