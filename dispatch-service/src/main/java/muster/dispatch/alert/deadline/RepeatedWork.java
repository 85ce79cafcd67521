package muster.dispatch.alert.deadline;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What each instance does again and again, with some time in between. A database that is away is
 * told of once.
 */
public final class RepeatedWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RepeatedWork.class);

  private final String name;
  private final Duration between;
  private final Runnable work;
  private final ScheduledExecutorService timer;
  private boolean failed;

  public RepeatedWork(String name, Duration between, Runnable work) {
    this.name = name;
    this.between = between;
    this.work = work;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /** Returns when it has been done for the first time. */
  public void start() {
    once();
    var _ =
        timer.scheduleWithFixedDelay(
            this::once, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      work.run();
      failed = false;
    } catch (DataAccessException | TransactionException e) {
      if (!failed) {
        log.warn("{}: {}", name, e.toString());
      }
      failed = true;
    } catch (RuntimeException e) { // a bug of ours: it would end the repetition for good
      log.error("{} could not be done", name, e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
