package muster.benchmarks.alertpath;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import muster.benchmarks.WrongAnswer;

/** Which alerts' offers came to whose phone, and when. */
final class Arrivals {
  private final Map<String, List<Arrival>> byAlert = new ConcurrentHashMap<>();

  /**
   * @param nanos by {@link System#nanoTime}
   */
  record Arrival(String account, long nanos) {}

  void arrived(String alertId, String account, long nanos) {
    byAlert
        .computeIfAbsent(alertId, _ -> new CopyOnWriteArrayList<>())
        .add(new Arrival(account, nanos));
  }

  boolean has(String alertId) {
    return byAlert.containsKey(alertId);
  }

  /** When the alert came to the account; fails unless it came there once and nowhere else. */
  long only(String alertId, String account) {
    List<Arrival> all = byAlert.getOrDefault(alertId, List.of());
    if (all.size() != 1 || !all.getFirst().account().equals(account)) {
      throw new WrongAnswer(
          "alert %s should have come to %s once, but came to %s"
              .formatted(alertId, account, all.stream().map(Arrival::account).toList()));
    }
    return all.getFirst().nanos();
  }
}
