package muster.dispatch.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What becomes of a record whose handling failed: while something that it needs is away it is tried
 * again for as long as that takes, everything else goes to the dead letters.
 */
final class ConsumerFaults {
  private static final long RETRY_MS = 500;

  private ConsumerFaults() {}

  static DefaultErrorHandler handler(DeadLetters deadLetters) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler((dead, fault) -> deadLetters.bury(bytes(dead), reason(fault)));
    handler.setBackOffFunction((dead, fault) -> backOff(fault));
    // The recoverer failed because the broker is away: the record is tried again, not counted.
    handler.setResetStateOnRecoveryFailure(true);
    handler.setResetStateOnExceptionChange(true);
    handler.setCommitRecovered(true);
    return handler;
  }

  private static BackOff backOff(Exception fault) {
    return passes(fault)
        ? new FixedBackOff(RETRY_MS, FixedBackOff.UNLIMITED_ATTEMPTS)
        : new FixedBackOff(0, 0);
  }

  /** True when the fault is not the record's. */
  private static boolean passes(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof TransactionException
          || cause instanceof KafkaException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Throwable fault) {
    Throwable root = fault;
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof Undeliverable undeliverable) {
        return String.valueOf(undeliverable.getMessage());
      }
      root = cause;
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  // The binder's consumers are configured with byte arrays for both; its type doesn't say so.
  @SuppressWarnings("unchecked")
  private static ConsumerRecord<byte[], byte[]> bytes(ConsumerRecord<?, ?> record) {
    return (ConsumerRecord<byte[], byte[]>) record;
  }
}
