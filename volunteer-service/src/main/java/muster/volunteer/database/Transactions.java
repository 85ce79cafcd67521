package muster.volunteer.database;

import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction, and again when another transaction was faster: two that create the
 * same id find nothing to lock, and the second one learns of the first by a duplicate key.
 */
public final class Transactions {
  private static final int ATTEMPTS = 4;

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
      } catch (DuplicateKeyException | CannotAcquireLockException overtaken) {
        if (attempt == ATTEMPTS) {
          throw overtaken;
        }
      }
    }
  }
}
