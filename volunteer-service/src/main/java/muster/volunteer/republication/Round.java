package muster.volunteer.republication;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One round of telling all records of a kind again, in the order of their keys. A round that was
 * broken off goes on where it was.
 *
 * @param startedAt of this round, or of the last one
 * @param after key of the last record told; empty at the beginning, null between rounds
 */
public record Round(String kind, Instant startedAt, @Nullable String after) {

  /** Whether there is something to do now. */
  public boolean isDue(Duration interval, Instant now) {
    return after != null || !now.isBefore(startedAt.plus(interval));
  }

  /** Under way: this round, or the next one if this is over. */
  public Round underWay(Instant now) {
    return after != null ? this : new Round(kind, now, "");
  }

  /**
   * @param key of the last record told; null when there was none left
   */
  public Round told(@Nullable String key) {
    return new Round(kind, startedAt, key);
  }
}
