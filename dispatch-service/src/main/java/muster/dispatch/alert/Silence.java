package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether it says anything of some teams that they have confirmed nothing.
 *
 * @param countsFrom the first good look since devices could not be heard for a time; null while
 *     they can't
 * @param heardUntil all that their devices had said until then has been heard
 */
public record Silence(@Nullable Instant countsFrom, Instant heardUntil) {

  /** Nobody can say anything, or this instance can't know. */
  public static final Silence UNHEARD = new Silence(null, Instant.MIN);

  /**
   * Until when silence is known to be one; empty if the deadline can't be judged yet. After a time
   * in which nobody could have been heard a device has the full time to confirm once more.
   *
   * @param due when the time to confirm was over
   * @param reachDeadline the time that a device has to confirm
   */
  public Optional<Instant> knownUntil(Instant due, Duration reachDeadline) {
    return countsFrom != null
            && !heardUntil.isBefore(due)
            && !heardUntil.isBefore(countsFrom.plus(reachDeadline))
        ? Optional.of(heardUntil)
        : Optional.empty();
  }

  /**
   * When to come again, if it is not known yet.
   *
   * @param soon not before
   */
  public Instant askAgainAt(Duration reachDeadline, Instant soon) {
    if (countsFrom == null) {
      return soon;
    }
    Instant full = countsFrom.plus(reachDeadline);
    return full.isAfter(soon) ? full : soon;
  }
}
