package muster.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The allowances of all who ask, by a key of theirs. Those who have not asked for a while are
 * forgotten, so that keys that are made up cost little.
 */
public final class Allowances {
  /** Looked through when so many have asked since the last time. */
  static final int LOOK_AFTER = 10_000;

  private final Map<String, Allowance> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger newcomers = new AtomicInteger();
  private final int perSecond;
  private final int burst;

  /**
   * @param perSecond for as long as somebody likes
   * @param burst at once, by who has not asked for a while
   */
  public Allowances(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /**
   * @param now in nanoseconds of any clock
   * @return zero, or after how many seconds there is one again
   */
  public int take(String key, long now) {
    return byKey
        .computeIfAbsent(
            key,
            any -> {
              newcomers.incrementAndGet();
              return new Allowance(perSecond, burst, now);
            })
        .take(now);
  }

  /** To be called now and then: forgets those who are as good as new. */
  public void forget(long now) {
    if (newcomers.get() >= LOOK_AFTER) {
      newcomers.set(0);
      byKey.values().removeIf(allowance -> allowance.isFull(now));
    }
  }

  int size() {
    return byKey.size();
  }
}
