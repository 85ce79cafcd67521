package muster.benchmarks.selection;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Volunteers' devices that report where they are, so many a second, on a thread of its own. */
public final class Reporters implements AutoCloseable {
  private static final long TICK_NANOS = 1_000_000;

  /** In less, a JVM that has just started may lag behind. */
  private static final long LONG_ENOUGH_NANOS = 5_000_000_000L;

  private final FilledIndex town;
  private final int perSecond;
  private final Thread thread;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final long begun = System.nanoTime();
  private volatile boolean stopping;
  private long reported; // read by others only after the thread has ended

  public Reporters(FilledIndex town, int perSecond) {
    this.town = town;
    this.perSecond = perSecond;
    this.thread = Thread.ofPlatform().daemon().name("reporters").start(this::run);
  }

  /** Stops and fails if the reports did not come at nearly the pace that was asked for. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    long took = System.nanoTime() - begun;
    double pace = reported * 1e9 / took;
    if (took > LONG_ENOUGH_NANOS && pace < 0.9 * perSecond) {
      throw new IllegalStateException(
          "%.0f reports a second were made, not %d".formatted(pace, perSecond));
    }
  }

  private void run() {
    SplittableRandom random = new SplittableRandom(2);
    try {
      while (!stopping) {
        long due = (System.nanoTime() - begun) * perSecond / 1_000_000_000;
        for (; reported < due && !stopping; reported++) {
          town.report(random);
        }
        LockSupport.parkNanos(TICK_NANOS);
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
