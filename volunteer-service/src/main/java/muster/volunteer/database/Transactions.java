package muster.volunteer.database;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction, and again when another transaction was faster: two that create the
 * same id find nothing to lock, and the second one learns of the first by a duplicate key; what one
 * refers to another may just have taken away; and of two that wait for each other one is sent back.
 */
public final class Transactions {
  private static final int ATTEMPTS = 8;

  /** Longest pause before the second attempt; a bit more before each further one. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final TransactionTemplate template;

  public Transactions(PlatformTransactionManager manager) {
    this.template = new TransactionTemplate(manager);
  }

  /**
   * @param work may run several times; nothing of a run that failed remains
   */
  public <T> T run(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return template.execute(status -> work.get());
      } catch (DataIntegrityViolationException | PessimisticLockingFailureException overtaken) {
        if (attempt == ATTEMPTS) {
          throw overtaken;
        }
        pause(attempt);
      }
    }
  }

  /**
   * The same for many at once; if others were faster every time, that is what each of them is told.
   * The database is there, after all.
   *
   * @param items how many outcomes the work has
   */
  public <T> List<Outcome<T>> runAll(int items, Supplier<List<Outcome<T>>> work) {
    try {
      return run(work);
    } catch (PessimisticLockingFailureException overtaken) {
      return Collections.nCopies(items, new Outcome.Refused<>(Rejection.Conflict.overtaken()));
    }
  }

  /** By chance, so that two which are in each other's way do not come back together. */
  private static void pause(int attempt) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE.toNanos()));
  }
}
