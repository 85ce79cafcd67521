package muster.benchmarks.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Readers of timed streams, and how long each event was on its way to them. */
final class StreamReaders implements AutoCloseable {
  private static final String DATA = "data: ";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final URI address;
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<?>> open = new ArrayList<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /**
   * @param address of the gateway or of the service itself
   */
  StreamReaders(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /**
   * So many more.
   *
   * @return false when not all of them are open in time
   */
  boolean open(int more) {
    int wanted = connected.get() + more;
    for (int i = 0; i < more; i++) {
      open.add(
          client.sendAsync(
              HttpRequest.newBuilder(address.resolve("/api/stream/events"))
                  .header("Authorization", "Bearer benchmark")
                  .build(),
              BodyHandlers.fromLineSubscriber(new Lines())));
    }
    return await(() -> connected.get() >= wanted);
  }

  int ended() {
    return ended.get();
  }

  /** What was measured since the last time. */
  Collection<Long> take() {
    List<Long> taken = new ArrayList<>();
    for (Long one = nanos.poll(); one != null; one = nanos.poll()) {
      taken.add(one);
    }
    return taken;
  }

  boolean awaitEvents(int count) {
    return await(() -> nanos.size() >= count);
  }

  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return true;
  }

  private final class Lines implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith(DATA)) {
        nanos.add(System.nanoTime() - Long.parseLong(line.substring(DATA.length())));
      } else if (line.equals(": connected")) {
        connected.incrementAndGet();
      }
    }

    @Override
    public void onError(Throwable fault) {
      ended.incrementAndGet();
    }

    @Override
    public void onComplete() {
      ended.incrementAndGet();
    }
  }

  @Override
  public void close() {
    open.forEach(one -> one.cancel(true));
  }
}
