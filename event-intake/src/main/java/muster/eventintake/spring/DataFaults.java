package muster.eventintake.spring;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.TransactionException;

/** Which of Spring's exceptions say that the database is away or busy, and not what is wrong. */
public final class DataFaults {
  private DataFaults() {}

  /** A deadlock is one of them: PostgreSQL's 40P01 is a {@link TransientDataAccessException}. */
  public static boolean passes(Throwable fault) {
    return fault instanceof TransientDataAccessException
        || fault instanceof RecoverableDataAccessException
        || fault instanceof DataAccessResourceFailureException
        || fault instanceof PermissionDeniedDataAccessException
        || fault instanceof UncategorizedDataAccessException
        || fault instanceof TransactionException;
  }
}
