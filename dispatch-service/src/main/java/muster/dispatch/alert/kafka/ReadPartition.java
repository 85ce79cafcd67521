package muster.dispatch.alert.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to when all that was written to one partition has been read, as looks at its end and at its
 * group's position show. While records keep coming the position is always behind the end of the
 * same look; it is enough to have come to where the end was. Not thread-safe.
 */
final class ReadPartition {
  private Instant readUntil = Instant.MIN;

  /** The end that the position is watched coming to; null when it was there at the last look. */
  private @Nullable Instant watchedAt;

  private long watchedEnd;

  /**
   * Takes in a look.
   *
   * @param at not later than when the end was found, and the position after it
   * @param position the offset that the group reads next
   */
  void look(Instant at, long end, long position) {
    if (position >= end) {
      readUntil = at;
      watchedAt = null;
      return;
    }
    if (watchedAt != null && position >= watchedEnd) {
      readUntil = watchedAt;
      watchedAt = null;
    }
    if (watchedAt == null) {
      watchedAt = at;
      watchedEnd = end;
    }
  }

  Instant readUntil() {
    return readUntil;
  }
}
