package muster.eventintake;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record that a group's member could not handle. What passes by itself (a
 * database or a broker that is away, a deadlock) is repeated for as long as that takes; what no
 * repetition mends ({@link Unusable}) is put aside at once; everything else is a bug or bad luck,
 * and is repeated {@value #REPETITIONS} times before it is put aside.
 */
public final class FaultPolicy {
  /** Of what nobody expected. */
  static final int REPETITIONS = 3;

  /** Before the first repetition. Of what passes by itself, each wait is twice the one before. */
  static final Duration FIRST_WAIT = Duration.ofMillis(250);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  static final int LONGEST_REASON = 1_000;

  /** What to do next with the record. */
  public sealed interface Next {
    /** Again and again: it is not the record's fault, and passes by itself. */
    record RepeatUntilItPasses(Duration after) implements Next {}

    record RepeatOnce(Duration after) implements Next {}

    record PutAside(String reason) implements Next {}
  }

  private final Predicate<Throwable> passes;

  /**
   * @param passes true for an exception that says that something is away which comes back; asked
   *     for each exception of a chain of causes
   */
  public FaultPolicy(Predicate<Throwable> passes) {
    this.passes = passes;
  }

  /**
   * @param failures how often the record failed in a row, this time included, from 1
   */
  public Next next(Throwable fault, int failures) {
    if (find(fault, Unusable.class::isInstance) != null) {
      return new Next.PutAside(reason(fault));
    }
    if (passes(fault)) {
      return new Next.RepeatUntilItPasses(waitAfter(failures));
    }
    return failures <= REPETITIONS
        ? new Next.RepeatOnce(FIRST_WAIT)
        : new Next.PutAside(reason(fault));
  }

  /** True when the fault is not the record's and passes by itself. */
  public boolean passes(Throwable fault) {
    return find(fault, FaultPolicy::isOfTheRecord) == null
        && find(fault, one -> one instanceof KafkaException || passes.test(one)) != null;
  }

  /** Before the next repetition of what passes by itself, and has failed so often in a row. */
  static Duration waitAfter(int failures) {
    // Six doublings are beyond the longest wait already, and many more would overflow.
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.clamp(failures - 1L, 0, 6));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  /** The reason on the dead letter. Whatever the exception is like, this does not throw. */
  public static String reason(Throwable fault) {
    Throwable unusable = find(fault, Unusable.class::isInstance);
    try {
      String reason =
          unusable == null
              ? root(fault).getClass().getSimpleName() + ": " + root(fault).getMessage()
              : String.valueOf(unusable.getMessage());
      return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    } catch (Throwable unspeakable) { // An exception's own words may fail, too.
      return fault.getClass().getName();
    }
  }

  private static boolean isOfTheRecord(Throwable fault) {
    return fault instanceof Unusable
        || fault instanceof RecordTooLargeException
        || fault instanceof SerializationException;
  }

  private static Throwable root(Throwable fault) {
    Throwable root = fault;
    for (int depth = 0; depth < 50 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static @Nullable Throwable find(Throwable fault, Predicate<Throwable> which) {
    Throwable cause = fault;
    // Causes may go round in a circle.
    for (int depth = 0; depth < 50 && cause != null; depth++) {
      if (which.test(cause)) {
        return cause;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
