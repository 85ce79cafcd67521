package muster.eventintake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads with one consumer after the other, until it is closed: after any failure it
 * opens the next one. Going on beats a picture that gets old.
 */
final class ReadingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  /** Makes consumers. */
  interface Opening {
    Consumer<byte[], byte[]> open();
  }

  /** Reads until {@link #isClosed} or a failure. */
  interface Reading {
    void read(Consumer<byte[], byte[]> consumer);
  }

  private final Opening opening;
  private final Reading reading;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Consumer<byte[], byte[]> open;

  ReadingThread(String name, Opening opening, Reading reading) {
    this.opening = opening;
    this.reading = reading;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** False when it ended though nobody closed it. */
  boolean isReading() {
    return isClosed() || thread.getState() == Thread.State.NEW || thread.isAlive();
  }

  long failures() {
    return failures.get();
  }

  void countFailure() {
    failures.incrementAndGet();
  }

  /** Ends early when it is closed. */
  void pause(Duration time) {
    try {
      var _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody has a reason to, and closing is not done that way.
      LOG.warn("{} was interrupted, and goes on", thread.getName());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Consumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (Consumer<byte[], byte[]> consumer = opening.open()) {
        open = consumer;
        if (!isClosed()) {
          reading.read(consumer);
        }
      } catch (WakeupException e) {
        LOG.debug("{} stops", thread.getName()); // only close() wakes the consumer
      } catch (InterruptException e) {
        var _ = Thread.interrupted();
      } catch (Throwable e) { // the broker is away, or a bug
        failures.incrementAndGet();
        LOG.warn("{} goes on after: {}", thread.getName(), e.toString());
        pause(PAUSE_AFTER_FAILURE);
      } finally {
        open = null;
      }
    }
  }
}
