package muster.demo.stream;

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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of server-sent events that goes on where it was when the connection ends: it asks again
 * with the last id it has seen, after the time the server asked for.
 */
public final class EventStream implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;

  private final URI address;
  private final Supplier<String> token;
  private final Listener listener;
  private final HttpClient client;
  private final boolean ownClient;

  private volatile @Nullable String lastEventId;
  private volatile boolean closed;
  private volatile @Nullable InputStream open;
  private Duration retry = FIRST_RETRY;

  /** Asked for a token at each connection, since one may have expired meanwhile. */
  public EventStream(URI address, Supplier<String> token, Listener listener) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build(),
        true,
        address,
        token,
        listener);
  }

  /** Over a client that many streams share: each client has threads of its own. */
  public EventStream(HttpClient shared, URI address, Supplier<String> token, Listener listener) {
    this(shared, false, address, token, listener);
  }

  private EventStream(
      HttpClient client,
      boolean ownClient,
      URI address,
      Supplier<String> token,
      Listener listener) {
    this.client = client;
    this.ownClient = ownClient;
    this.address = address;
    this.token = token;
    this.listener = listener;
  }

  /** One event; {@code type} is {@code message} when the server names none. */
  public record Message(@Nullable String id, String type, String data) {}

  /** Called by the thread that runs the stream. */
  public interface Listener extends Consumer<Message> {
    default void connected() {}

    /** The connection is gone and will be tried again. */
    default void interrupted(Exception cause) {}
  }

  /** The server will never answer this request with a stream. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    Refused(int status, String body) {
      super(status + " " + body);
      this.status = status;
      this.body = body;
    }

    public int status() {
      return status;
    }

    /** Of the answer, as it came: mostly a problem. */
    public String body() {
      return body;
    }
  }

  /** The server has failed to answer this time, and said so. */
  public static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    Failed(int status, String body) {
      super(status + " " + body);
      this.status = status;
      this.body = body;
    }

    public int status() {
      return status;
    }

    /** Of the answer, as it came: mostly a problem. */
    public String body() {
      return body;
    }
  }

  /** Begins after this event instead of with what the server begins with. */
  public EventStream after(@Nullable String eventId) {
    lastEventId = eventId;
    return this;
  }

  /** Where the stream is: what to give to {@link #after} to go on. */
  public @Nullable String lastEventId() {
    return lastEventId;
  }

  /** Reads until {@link #close}, on the calling thread. */
  public void run() {
    boolean freshToken = false;
    while (!closed) {
      try {
        read();
        freshToken = false;
      } catch (Refused refused) {
        // A token that has just run out; a new one is asked for once.
        if (refused.status() != UNAUTHORIZED || freshToken) {
          throw refused;
        }
        freshToken = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        if (closed) {
          return;
        }
        listener.interrupted(e);
      }
      pause();
    }
  }

  /** Runs it on a thread of its own. */
  public EventStream start(String threadName) {
    Thread.ofVirtual().name(threadName).start(this::run);
    return this;
  }

  @Override
  public void close() {
    closed = true;
    InputStream stream = open;
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // Nobody reads it any more.
    }
    if (ownClient) {
      client.shutdownNow();
    }
  }

  private void read() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token.get());
    String last = lastEventId;
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      refuse(answer.statusCode(), body);
      open = body;
      listener.connected();
      parse(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }
  }

  private static void refuse(int status, InputStream body) throws IOException {
    if (status == 200) {
      return;
    }
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    if (status >= 400 && status < 500) {
      throw new Refused(status, text);
    }
    throw new Failed(status, text);
  }

  /** By the rules of the HTML standard, section 9.2.6. */
  private void parse(BufferedReader lines) throws IOException {
    String id = lastEventId;
    String type = "";
    StringBuilder data = new StringBuilder();
    String line;
    while (!closed && (line = lines.readLine()) != null) {
      if (line.isEmpty()) {
        lastEventId = id;
        if (!data.isEmpty()) {
          data.setLength(data.length() - 1);
          listener.accept(new Message(id, type.isEmpty() ? "message" : type, data.toString()));
        }
        type = "";
        data.setLength(0);
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "id" -> id = value;
        case "event" -> type = value;
        case "data" -> data.append(value).append('\n');
        case "retry" -> retry = parseRetry(value);
        default -> {}
      }
    }
  }

  private Duration parseRetry(String value) {
    return value.matches("\\d{1,7}") ? Duration.ofMillis(Long.parseLong(value)) : retry;
  }

  private void pause() {
    try {
      if (!closed) {
        Thread.sleep(retry); // as the stream asked for
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
