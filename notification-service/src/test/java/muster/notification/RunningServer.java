package muster.notification;

import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server under test as its clients see it. */
public final class RunningServer implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final EmbeddedServer server;

  public RunningServer(EmbeddedServer server) {
    this.server = server;
  }

  public RunningServer awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get("/health", null).statusCode() == 200);
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

  public HttpResponse<String> get(String path, @Nullable String token, String... headers) {
    return send(request(path, token, headers).GET().build());
  }

  public HttpResponse<String> post(String path, @Nullable String token, String body) {
    return send(
        request(path, token, "Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(30));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.getApplicationContext().close();
  }
}
