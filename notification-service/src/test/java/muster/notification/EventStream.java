package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of server-sent events that keeps all it gets, by the rules of the HTML standard. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** One event with data, and when its last byte was there. */
  public record Received(@Nullable String id, String type, JsonNode data, long atNanos) {
    public String text(String field) {
      return data.path(field).asString("");
    }
  }

  private final HttpResponse<InputStream> response;
  private final List<Received> received = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private @Nullable String lastEventId;
  private @Nullable Long retry;
  private boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static EventStream open(
      int port, String pathAndQuery, String token, @Nullable String lastEventId) {
    return lastEventId == null
        ? openWith(port, pathAndQuery, token, "Accept", "text/event-stream")
        : openWith(
            port, pathAndQuery, token, "Accept", "text/event-stream", "Last-Event-ID", lastEventId);
  }

  static EventStream openWith(int port, String pathAndQuery, String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .header("Authorization", "Bearer " + token)
            .headers(headers);
    try {
      EventStream stream =
          new EventStream(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
      assertThat(stream.response.statusCode()).isEqualTo(200);
      return stream;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public HttpResponse<InputStream> response() {
    return response;
  }

  /** Waits until the service has told this stream where it is: from here on it is live. */
  public EventStream awaitLive() {
    await("a position", () -> lastEventId != null);
    return this;
  }

  public Received awaitEvent(Predicate<Received> wanted) {
    await("an event", () -> received.stream().anyMatch(wanted));
    return listReceived().stream().filter(wanted).findFirst().orElseThrow();
  }

  public Received awaitType(String type) {
    return awaitEvent(event -> event.type().equals(type));
  }

  public List<Received> awaitCount(int count) {
    await(count + " events", () -> received.size() >= count);
    return listReceived();
  }

  public void awaitComment(String comment) {
    await("comment " + comment, () -> comments.contains(comment));
  }

  public void awaitEnd() {
    await("the end", () -> ended);
  }

  public synchronized List<Received> listReceived() {
    return List.copyOf(received);
  }

  public List<String> types() {
    return listReceived().stream().map(Received::type).toList();
  }

  public synchronized List<String> comments() {
    return List.copyOf(comments);
  }

  public synchronized @Nullable String lastEventId() {
    return lastEventId;
  }

  public synchronized @Nullable Long retryMillis() {
    return retry;
  }

  public synchronized boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void await(String what, java.util.function.BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "waited for " + what + ", got " + received + " " + comments + " ended=" + ended);
      }
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String type = "message";
      StringBuilder data = new StringBuilder();
      String line;
      while ((line = in.readLine()) != null) {
        if (line.isEmpty()) {
          dispatch(type, data.toString());
          type = "message";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comment(line.substring(1).trim());
        } else if (line.startsWith("id: ")) {
          id(line.substring(4));
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line, 6, line.length());
        } else if (line.startsWith("retry: ")) {
          retry(Long.parseLong(line.substring(7)));
        } else {
          throw new IOException("not a line of an event stream: " + line);
        }
      }
    } catch (IOException e) {
      comment("broken: " + e.getMessage());
    }
    end();
  }

  private synchronized void dispatch(String type, String data) {
    if (!data.isEmpty()) {
      received.add(new Received(lastEventId, type, MAPPER.readTree(data), System.nanoTime()));
    }
    notifyAll();
  }

  private synchronized void comment(String text) {
    comments.add(text);
    notifyAll();
  }

  private synchronized void id(String id) {
    lastEventId = id;
  }

  private synchronized void retry(long millis) {
    retry = millis;
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
