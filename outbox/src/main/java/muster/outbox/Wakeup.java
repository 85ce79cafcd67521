package muster.outbox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Wakes the relay's thread; any number of wakes before it looks are one. */
final class Wakeup {

  private final AtomicBoolean rowsCommitted = new AtomicBoolean();
  private volatile @Nullable Thread sleeper;

  /** There may be new rows to read. */
  void rowsCommitted() {
    rowsCommitted.set(true);
    nudge();
  }

  /** Whatever the thread waits for may have come. */
  void nudge() {
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  boolean takeRowsCommitted() {
    return rowsCommitted.getAndSet(false);
  }

  boolean hasRowsCommitted() {
    return rowsCommitted.get();
  }

  /** Returns when {@code ready} holds, at the deadline, or when interrupted. */
  void await(long deadlineNanos, BooleanSupplier ready) {
    // Said before looking: who changes something after the look sees the sleeper and unparks it.
    sleeper = Thread.currentThread();
    try {
      while (!ready.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      sleeper = null;
    }
  }
}
