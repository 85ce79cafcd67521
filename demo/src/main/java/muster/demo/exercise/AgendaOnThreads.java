package muster.demo.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import muster.localstack.IdentityClient;

/**
 * A few threads for all people. What fails because a service is away is counted and let go, as the
 * person's next step comes anyway.
 */
final class AgendaOnThreads implements Agenda, AutoCloseable {
  /** As many requests at a time, so as many connections. */
  static final int THREADS = 4;

  private static final Duration LAST_STEPS = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor threads;
  private final Consumer<RuntimeException> troubles;
  private final AtomicLong failures = new AtomicLong();

  /**
   * @param troubles is told of what should not happen
   */
  AgendaOnThreads(Consumer<RuntimeException> troubles) {
    this.troubles = troubles;
    threads =
        new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("exercise-", 0).factory());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void in(Duration time, Step step) {
    try {
      var unused =
          threads.schedule(() -> run(step), Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException over) {
      // The exercise has ended meanwhile, and with it what was planned.
    }
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | IdentityClient.Unreachable | IdentityClient.Refused away) {
      failures.incrementAndGet();
    } catch (RuntimeException e) { // Nobody would ever see it.
      troubles.accept(e);
    }
  }

  /** Steps that came to nothing because a service was away. */
  long failures() {
    return failures.get();
  }

  /** Lets what is under way come to its end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
