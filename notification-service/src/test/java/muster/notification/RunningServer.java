package muster.notification;

import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Map;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import org.jspecify.annotations.Nullable;

/** A server under test as its clients see it. */
public final class RunningServer implements AutoCloseable {
  private final EmbeddedServer server;
  private final HttpApi http;

  public RunningServer(EmbeddedServer server) {
    this.server = server;
    this.http = new HttpApi(server.getPort());
  }

  public RunningServer awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get("/health", null).status() == 200);
    return this;
  }

  public int port() {
    return server.getPort();
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public EventStream stream(String pathAndQuery, String token) {
    return EventStream.open(port(), pathAndQuery, token, null);
  }

  public EventStream stream(String pathAndQuery, String token, @Nullable String lastEventId) {
    return EventStream.open(port(), pathAndQuery, token, lastEventId);
  }

  public Answer get(String path, @Nullable String token, String... headers) {
    return http.get(path, token, headers);
  }

  public Answer post(String path, @Nullable String token, String body, String... headers) {
    return http.post(path, token, body, headers);
  }

  /** Without a body. */
  public Answer send(String method, String path, @Nullable String token) {
    return http.send(method, path, token, null, Map.of());
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
