package muster.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A page's stream: reads events, and comes back with the last one's id when it ends. */
final class EventReader implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(200);

  private final Supplier<Browser> browser;
  private final String path;
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean open;
  private volatile int ends;
  private volatile int breaks;
  private volatile InputStream body = InputStream.nullInputStream();

  private EventReader(Supplier<Browser> browser, String path) {
    this.browser = browser;
    this.path = path;
  }

  static EventReader of(Browser browser, String path) {
    return of(() -> browser, path);
  }

  /** The browser may have another gateway each time. */
  static EventReader of(Supplier<Browser> browser, String path) {
    EventReader reader = new EventReader(browser, path);
    Thread.ofVirtual().name("event-reader").start(reader::run);
    return reader;
  }

  /** Of the events that have come, in their order. */
  List<String> ids() {
    return ids;
  }

  /** Of each attempt to open it. */
  List<Integer> statuses() {
    return statuses;
  }

  boolean isOpen() {
    return open;
  }

  /** How often it has ended in good order. */
  int ends() {
    return ends;
  }

  /** How often it was open and broke off. */
  int breaks() {
    return breaks;
  }

  private void run() {
    while (!closed) {
      try {
        read();
      } catch (IOException brokenOff) {
        breaks++;
      } catch (UncheckedIOException | IllegalStateException nobodyThere) {
        open = false;
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  private void read() throws IOException {
    HttpResponse<InputStream> response =
        ids.isEmpty()
            ? browser.get().open(path)
            : browser.get().open(path, "Last-Event-ID", ids.getLast());
    statuses.add(response.statusCode());
    body = response.body();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      open = response.statusCode() == 200;
      for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          ids.add(line.substring("id: ".length()));
        }
      }
      ends++;
    } finally {
      open = false;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
