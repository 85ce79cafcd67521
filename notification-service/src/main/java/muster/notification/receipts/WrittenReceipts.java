package muster.notification.receipts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The latest receipts that the broker is known to have, so that repetitions cost nothing. */
public final class WrittenReceipts {
  private final Map<UUID, Boolean> ids;

  public WrittenReceipts(int capacity) {
    this.ids =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  public synchronized boolean contains(UUID id) {
    return ids.containsKey(id);
  }

  public synchronized void add(UUID id) {
    ids.put(id, true);
  }
}
