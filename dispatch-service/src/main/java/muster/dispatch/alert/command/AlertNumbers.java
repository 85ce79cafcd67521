package muster.dispatch.alert.command;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Gives out the numbers that alerts are called by on the radio, from blocks that this instance has
 * for itself. The next block is fetched beside the work when the present one runs low, so that an
 * alert waits for it only in a rush. What is left of a block when the instance ends is never given;
 * nor is the number of an alert that came to nothing.
 */
public final class AlertNumbers {
  public static final int BLOCK = 50;

  private static final Logger log = LoggerFactory.getLogger(AlertNumbers.class);
  private static final int LOW = 20;

  private final IntSupplier blocks;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Integer> ahead = new AtomicReference<>();
  private int next;
  private int left;
  private boolean fetching;

  /**
   * @param blocks gives the first number of a new block
   */
  public AlertNumbers(IntSupplier blocks) {
    this.blocks = blocks;
  }

  /** From 10000 to 99999999. */
  public int next() {
    lock.lock();
    try {
      if (left == 0) {
        Integer fetched = ahead.getAndSet(null);
        next = fetched == null ? blocks.getAsInt() : fetched;
        left = BLOCK;
      }
      left--;
      if (left < LOW && !fetching && ahead.get() == null) {
        fetching = true;
        Thread.ofVirtual().name("alert-numbers").start(this::fetchAhead);
      }
      return next++;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the next block is here already. */
  boolean isAhead() {
    return ahead.get() != null;
  }

  private void fetchAhead() {
    try {
      ahead.set(blocks.getAsInt());
    } catch (DataAccessException e) {
      log.warn("The next alert numbers could not be fetched yet: {}", e.toString());
    } finally {
      lock.lock();
      fetching = false;
      lock.unlock();
    }
  }
}
