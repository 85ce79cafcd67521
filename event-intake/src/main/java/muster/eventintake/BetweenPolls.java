package muster.eventintake;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets others do something on a reader's own thread, when it has handed over what it had read. */
final class BetweenPolls {
  private static final long PATIENCE_SECONDS = 10;

  /** What is to be done. */
  interface Work {
    void run() throws Exception;
  }

  private record Waiting(Work work, CompletableFuture<Void> done) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /**
   * Returns when it is done.
   *
   * @throws TimeoutException if the reader does not come to it in time, as while the broker is
   *     away; it is not done later
   * @throws Exception what the work throws
   */
  void run(Work work) throws Exception {
    Waiting one = new Waiting(work, new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(one);
    }
    try {
      one.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("the reader did not come to it in time", e);
    } finally {
      synchronized (waiting) {
        waiting.remove(one);
      }
    }
  }

  /** By the reader, on its thread. */
  void doAll() {
    for (Waiting one = next(); one != null; one = next()) {
      try {
        one.work().run();
        one.done().complete(null);
      } catch (Throwable e) { // whatever it is, the reader goes on
        one.done().completeExceptionally(e);
      }
    }
  }

  private @Nullable Waiting next() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }
}
