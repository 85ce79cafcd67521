package muster.benchmarks.outbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import muster.benchmarks.WrongAnswer;

/** Whether every event arrived once, and those of one key in the order of their versions. */
final class DeliveryCheck {
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Long> versions = new HashMap<>();

  void arrived(String key, String id, long version) {
    if (!ids.add(id)) {
      throw new WrongAnswer("event " + id + " arrived twice");
    }
    long before = versions.getOrDefault(key, 0L);
    if (version != before + 1) {
      throw new WrongAnswer(
          "of %s version %d arrived after version %d".formatted(key, version, before));
    }
    versions.put(key, version);
  }

  /** Everything has arrived that will. Returns how many events that is. */
  long complete(long expected) {
    if (ids.size() != expected) {
      throw new WrongAnswer("%d events arrived, not %d".formatted(ids.size(), expected));
    }
    return ids.size();
  }
}
