package muster.volunteer.republication;

import java.time.Duration;

/**
 * How often what stands is told again.
 *
 * @param standing snapshots and tombstones, so that a late record of a relay that was paused does
 *     not stay the last word
 * @param quietPartitions something to append to each partition of the topic of positions: only an
 *     append ends a segment, and only what is in an ended one can vanish
 */
public record Intervals(Duration standing, Duration quietPartitions) {
  public Intervals {
    check("standing", standing, Duration.ofSeconds(1), Duration.ofDays(7));
    check("quietPartitions", quietPartitions, Duration.ofMillis(100), Duration.ofMinutes(20));
  }

  private static void check(String field, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s: %s is not within %s..%s".formatted(field, value, min, max));
    }
  }
}
