package muster.gateway.limit;

import java.time.Duration;

/** So many requests at once, and so many more with each second: a bucket of tokens. */
public final class Allowance {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double burst;
  private double left;
  private long at;

  /**
   * @param now in nanoseconds of any clock, as everywhere here
   */
  Allowance(int perSecond, int burst, long now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.at = now;
  }

  /**
   * Takes one.
   *
   * @return zero, or how long until there is one again, in whole seconds
   */
  synchronized int take(long now) {
    left = Math.min(burst, left + (now - at) / SECOND * perSecond);
    at = now;
    if (left >= 1) {
      left--;
      return 0;
    }
    return (int) Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  /** Nobody has taken of it for so long that it is as good as new. */
  synchronized boolean isFull(long now) {
    return left + (now - at) / SECOND * perSecond >= burst;
  }
}
