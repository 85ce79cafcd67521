package muster.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests of each key are being answered, streams among them. */
public final class InWork {
  private final Map<String, Integer> byKey = new ConcurrentHashMap<>();
  private final int limit;

  public InWork(int limit) {
    this.limit = limit;
  }

  /** One more, to be given back by {@link #leave}; false when there are enough. */
  public boolean enter(String key) {
    boolean[] entered = new boolean[1];
    byKey.compute(
        key,
        (any, before) -> {
          int now = before == null ? 0 : before;
          entered[0] = now < limit;
          return entered[0] ? now + 1 : Integer.valueOf(now);
        });
    return entered[0];
  }

  public void leave(String key) {
    byKey.computeIfPresent(key, (any, now) -> now > 1 ? now - 1 : null);
  }

  int size() {
    return byKey.size();
  }
}
