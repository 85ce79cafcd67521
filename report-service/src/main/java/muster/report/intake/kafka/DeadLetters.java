package muster.report.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What to do with a record that was not handled: when the database is away, try until it is back;
 * otherwise put it, as it came and with the reason, into {@code <topic>.dlt} and go on. If that
 * fails too, the record is not passed over.
 */
public final class DeadLetters {
  private static final String SUFFIX = ".dlt";
  private static final int REASON_LENGTH = 1000;

  /** A negative partition leaves the choice to the key. */
  private static final int BY_KEY = -1;

  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 5_000;
  private static final long ATTEMPTS_AT_BUGS = 3;

  private DeadLetters() {}

  public static DefaultErrorHandler errorHandler(
      KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters) {
    var recoverer =
        new DeadLetterPublishingRecoverer(
            kafka, (source, _) -> new TopicPartition(source.topic() + SUFFIX, BY_KEY));
    recoverer.excludeHeader(DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd.values());
    recoverer.setHeadersFunction(DeadLetters::headers);
    var handler =
        new DefaultErrorHandler(
            (source, e) -> {
              recoverer.accept(source, e);
              meters.counter("muster.dead_letters", "topic", source.topic()).increment();
            },
            untilItWorks());
    handler.addNotRetryableExceptions(UnusableRecord.class);
    handler.setBackOffFunction((_, e) -> isOutage(e) ? untilItWorks() : aFewTimes());
    return handler;
  }

  private static Headers headers(ConsumerRecord<?, ?> source, Exception e) {
    return new RecordHeaders()
        .add("dlt_reason", reason(e).getBytes(UTF_8))
        .add("dlt_topic", source.topic().getBytes(UTF_8))
        .add("dlt_partition", Integer.toString(source.partition()).getBytes(UTF_8))
        .add("dlt_offset", Long.toString(source.offset()).getBytes(UTF_8));
  }

  private static String reason(Exception e) {
    Throwable unusable = find(e, UnusableRecord.class);
    String reason = String.valueOf(unusable == null ? rootOf(e).toString() : unusable.getMessage());
    return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH);
  }

  /** The database or the way to it, not this record. */
  private static boolean isOutage(Throwable e) {
    return find(e, DataIntegrityViolationException.class) == null
        && (find(e, DataAccessException.class) != null
            || find(e, TransactionException.class) != null);
  }

  private static BackOff untilItWorks() {
    var waits = new ExponentialBackOff(FIRST_WAIT_MS, ExponentialBackOff.DEFAULT_MULTIPLIER);
    waits.setMaxInterval(LONGEST_WAIT_MS);
    waits.setMaxElapsedTime(Long.MAX_VALUE);
    return waits;
  }

  private static BackOff aFewTimes() {
    return new FixedBackOff(FIRST_WAIT_MS, ATTEMPTS_AT_BUGS);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private static @Nullable Throwable find(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return cause;
      }
    }
    return null;
  }
}
