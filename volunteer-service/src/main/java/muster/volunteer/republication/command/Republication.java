package muster.volunteer.republication.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import muster.volunteer.database.Transactions;
import muster.volunteer.republication.Round;

/**
 * Tells again what stands on the compacted topics. Of all instances one does, in transactions of
 * bounded size with a pause between them, so that what is new does not wait behind it.
 */
public final class Republication {
  private static final int ROWS = 500;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final List<StandingRecords> kinds;
  private final RoundTable table;
  private final Transactions transactions;
  private final Clock clock;

  public Republication(
      List<StandingRecords> kinds, RoundTable table, Transactions transactions, Clock clock) {
    this.kinds = List.copyOf(kinds);
    this.table = table;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whatever is due; returns when it is told, or another instance is at it. */
  public void tellWhatIsDue() {
    for (StandingRecords kind : kinds) {
      while (transactions.run(() -> tellSome(kind)) && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Whether there may be more. */
  private boolean tellSome(StandingRecords kind) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Round> locked = table.lock(kind.kind(), now);
    if (locked.isEmpty() || !locked.get().isDue(kind.interval(), now)) {
      return false;
    }
    Round round = locked.get().underWay(now);
    String last = kind.tellAgain(Objects.requireNonNull(round.after()), ROWS);
    table.write(round.told(last));
    return last != null;
  }
}
