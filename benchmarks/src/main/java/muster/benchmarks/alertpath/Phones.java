package muster.benchmarks.alertpath;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import muster.demo.stream.EventStream;
import muster.demo.stream.EventStream.Message;

/** Volunteers' event streams, each a connection with a token of its own. */
final class Phones implements AutoCloseable {
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(60);
  private static final String OFFERED = "task.offered.v1";
  private static final String ALERT_ID = "\"alertId\":\"";
  private static final int UUID_LENGTH = 36;

  private final List<EventStream> streams = new ArrayList<>();
  private final Arrivals arrivals;
  private final AtomicInteger interruptions = new AtomicInteger();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong characters = new AtomicLong();

  Phones(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  interface Tokens {
    String of(String account);
  }

  /** Returns when all streams are open. */
  void connect(HttpClient client, URI notifications, List<Place> places, Tokens tokens)
      throws InterruptedException {
    CountDownLatch connected = new CountDownLatch(places.size());
    for (Place place : places) {
      String token = tokens.of(place.account());
      EventStream stream =
          new EventStream(
              client,
              URI.create(notifications + "/api/stream/me"),
              () -> token,
              listener(place.account(), connected));
      streams.add(stream.start("phone-" + place.account()));
    }
    if (!connected.await(CONNECT_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(connected.getCount() + " streams could not be opened");
    }
  }

  /** Connections that were lost; a phone that comes back is told again what it had been told. */
  int interruptions() {
    return interruptions.get();
  }

  /** Of an offer's data, on average. */
  int offerCharacters() {
    return (int) (characters.get() / Math.max(1, frames.get()));
  }

  @Override
  public void close() {
    streams.forEach(EventStream::close);
  }

  private EventStream.Listener listener(String account, CountDownLatch connected) {
    return new EventStream.Listener() {
      @Override
      public void accept(Message message) {
        long now = System.nanoTime();
        if (message.type().equals(OFFERED)) {
          frames.incrementAndGet();
          characters.addAndGet(message.data().length());
          arrivals.arrived(alertId(message.data()), account, now);
        }
      }

      @Override
      public void connected() {
        connected.countDown();
      }

      @Override
      public void interrupted(Exception cause) {
        interruptions.incrementAndGet();
      }
    };
  }

  /** Found without reading the JSON: its reader would take time from what is measured. */
  static String alertId(String data) {
    int at = data.indexOf(ALERT_ID) + ALERT_ID.length();
    if (at < ALERT_ID.length() || at + UUID_LENGTH > data.length()) {
      throw new IllegalStateException("an offer without an alert: " + data);
    }
    return data.substring(at, at + UUID_LENGTH);
  }
}
