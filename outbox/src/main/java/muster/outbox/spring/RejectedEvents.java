package muster.outbox.spring;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import muster.contracts.Topics;
import muster.contracts.problem.Problem;
import muster.outbox.RejectedRow;
import muster.outbox.RejectedRows;
import muster.outbox.RejectedRows.PutBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Events of a service that the broker has refused for good: shown, and published again when what
 * was wrong is mended. Not those of compacted topics: an older snapshot would replace a newer one
 * there, so the thing itself is changed once more instead.
 */
public final class RejectedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedEvents.class);

  /** A relay that leads and a broker that answers need less. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final RejectedRows rows;
  private final Runnable wake;

  RejectedEvents(RejectedRows rows, Runnable wake) {
    this.rows = rows;
    this.wake = wake;
  }

  /** What became of an event that was to be published again. */
  public sealed interface Outcome {
    /** The broker has it. */
    record Published() implements Outcome {}

    /**
     * The broker has refused it once more.
     *
     * @param sequence under which it is among the rejected ones now
     */
    record RejectedAgain(long sequence, String reason) implements Outcome {}

    /** It is among the rows to be published, and the broker or the relay takes its time. */
    record Waiting() implements Outcome {}

    /** Nothing was done. */
    record Refused(Problem why) implements Outcome {}

    /** The refusal, for who answers over HTTP. */
    default Optional<Problem> problem() {
      return this instanceof Refused(Problem why) ? Optional.of(why) : Optional.empty();
    }
  }

  /** Behind that sequence, the oldest first. */
  public List<RejectedRow> list(long after, int limit) {
    try {
      return rows.list(after, limit);
    } catch (SQLException e) {
      throw away(e);
    }
  }

  /**
   * Puts one back among the rows to be published, and waits for what becomes of it.
   *
   * @param by the account that asked for it, for the log
   */
  public Outcome retry(long sequence, String by) {
    try {
      Optional<RejectedRow> row = rows.find(sequence);
      if (row.isEmpty()) {
        return unknown();
      }
      if (isCompacted(row.get().topic())) {
        return new Outcome.Refused(
            Problem.conflict(
                "COMPACTED_TOPIC",
                "On this topic it could replace what is newer; change what it is about instead."));
      }
      Outcome outcome =
          switch (rows.putBack(sequence)) {
            case PutBack.Done(long again) -> {
              wake.run();
              yield await(again);
            }
            case PutBack.Unknown() -> unknown();
            case PutBack.OlderFirst(long older) ->
                new Outcome.Refused(
                    Problem.conflict(
                        "OLDER_FIRST", "Of its key, %d was rejected before it.".formatted(older)));
          };
      LOG.info("outbox: {} has had the rejected row {} published again: {}", by, sequence, outcome);
      return outcome;
    } catch (SQLException e) {
      throw away(e);
    }
  }

  private static Outcome unknown() {
    return new Outcome.Refused(Problem.notFound("rejected row"));
  }

  private Outcome await(long sequence) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      // First whether it still waits: a row that is rejected leaves the one table for the other.
      while (rows.placeOf(sequence) == RejectedRows.Place.WAITING) {
        if (System.nanoTime() > end) {
          return new Outcome.Waiting();
        }
        Thread.sleep(BETWEEN_LOOKS); // the relay tells nobody of a single row
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Waiting();
    }
    return rows.find(sequence)
        .<Outcome>map(row -> new Outcome.RejectedAgain(row.sequence(), row.reason()))
        .orElseGet(Outcome.Published::new);
  }

  private static boolean isCompacted(String topic) {
    return Arrays.stream(Topics.values())
        .filter(known -> known.topic().equals(topic))
        .anyMatch(known -> known.keep().cleanupPolicy().contains("compact"));
  }

  private static DataAccessResourceFailureException away(SQLException e) {
    return new DataAccessResourceFailureException("The outbox could not be read", e);
  }
}
