package muster.notification.desk;

import java.time.Duration;

/**
 * What can be set of desks.
 *
 * @param silence a desk that has said nothing for so long is gone, 2 s to 10 min
 * @param restated what a desk repeats within this time is not written again, up to half of {@code
 *     silence}
 * @param perAccount desks of one account at one time
 * @param most desks that are known at one time
 */
public record DeskLimits(Duration silence, Duration restated, int perAccount, int most) {
  public DeskLimits {
    if (silence.toMillis() < 2_000 || silence.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "muster.desks.silence must be between 2 s and 10 min, not " + silence);
    }
    if (restated.isNegative() || restated.multipliedBy(2).compareTo(silence) > 0) {
      throw new IllegalArgumentException(
          "muster.desks.restated must be at most half of silence, not " + restated);
    }
    if (perAccount < 1 || perAccount > 1_000) {
      throw new IllegalArgumentException("muster.desks.per-account must be 1 to 1000");
    }
    if (most < perAccount || most > 1_000_000) {
      throw new IllegalArgumentException("muster.desks.most must be per-account to 1000000");
    }
  }
}
