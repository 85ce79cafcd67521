package muster.apiedge.spring;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** A class of its own, because not every service has a database and the classes of one. */
final class DatabaseAway {
  private DatabaseAway() {}

  /** The same request may well succeed soon. */
  static boolean isBehind(Throwable fault) {
    return fault instanceof TransientDataAccessException
        || fault instanceof RecoverableDataAccessException
        || fault instanceof DataAccessResourceFailureException
        || fault instanceof CannotCreateTransactionException
        || fault instanceof TransactionSystemException
        || fault instanceof TransactionTimedOutException;
  }
}
