package muster.dispatch.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a consumer has been behind, from looks at the ends of what it reads and at how far it
 * has come: once the ends of one look are reached, everything is handled that was written before
 * that. Who has just begun to look knows of nobody that it has caught up. Not thread-safe.
 */
public final class GroupLag {
  private final Map<String, Long> ends = new HashMap<>();
  private @Nullable Instant endsAt;
  private @Nullable Instant handledUpTo;
  private boolean known;

  /**
   * @param positions by partition, what is read next; partitions of which nothing was read yet are
   *     left out
   * @param newEnds by partition, where the next record will be
   */
  public void look(Map<String, Long> positions, Map<String, Long> newEnds, Instant at) {
    if (endsAt == null) {
      handledUpTo = at;
      begin(newEnds, at);
    } else if (hasReached(positions, ends)) {
      handledUpTo = endsAt;
      known = true;
      begin(newEnds, at);
    }
    if (hasReached(positions, newEnds)) {
      handledUpTo = at;
      known = true;
      begin(newEnds, at);
    }
  }

  /** Zero before the first look. */
  public Duration behind(Instant now) {
    return handledUpTo == null ? Duration.ZERO : Duration.between(handledUpTo, now);
  }

  /** False as long as it may have been behind since before the first look. */
  public boolean isKnown() {
    return known;
  }

  private void begin(Map<String, Long> newEnds, Instant at) {
    ends.clear();
    ends.putAll(newEnds);
    endsAt = at;
  }

  private static boolean hasReached(Map<String, Long> positions, Map<String, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), Long.MAX_VALUE) >= end.getValue());
  }
}
