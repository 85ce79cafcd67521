package muster.demo.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import muster.demo.stream.EventStream;

/** Keeps what comes out of a stream, and waits for what should. */
final class ReceivedEvents implements EventStream.Listener {
  private final Consumer<ReceivedEvent> onEach;
  private final List<ReceivedEvent> all = new ArrayList<>();
  private boolean connected;

  ReceivedEvents(Consumer<ReceivedEvent> onEach) {
    this.onEach = onEach;
  }

  @Override
  public void accept(EventStream.Message frame) {
    ReceivedEvent seen = ReceivedEvent.now(frame);
    synchronized (this) {
      all.add(seen);
      notifyAll();
    }
    onEach.accept(seen);
  }

  @Override
  public synchronized void connected() {
    connected = true;
    notifyAll();
  }

  synchronized List<ReceivedEvent> all() {
    return List.copyOf(all);
  }

  synchronized boolean awaitConnected(Duration atMost) {
    return waitUntil(() -> connected, atMost);
  }

  /** The first event of that kind, which may have come already. */
  synchronized Optional<ReceivedEvent> await(Predicate<ReceivedEvent> wanted, Duration atMost) {
    waitUntil(() -> all.stream().anyMatch(wanted), atMost);
    return all.stream().filter(wanted).findFirst();
  }

  private boolean waitUntil(java.util.function.BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
