package muster.dispatch.alert.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.postgres.AlertStore;
import org.jspecify.annotations.Nullable;

/**
 * States of alerts as of their last committed version. A state in memory is only a shortcut for
 * reading the events again: the version in the locked row says how many are missing, and those are
 * read, whoever wrote them.
 */
final class AlertStates {
  private static final int MAX_IN_MEMORY = 2_000;

  private final AlertStore store;
  private final Map<UUID, AlertState.Issued> latest =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, AlertState.Issued> eldest) {
          return size() > MAX_IN_MEMORY;
        }
      };

  AlertStates(AlertStore store) {
    this.store = store;
  }

  /** The alert's state, its row locked until the transaction ends. */
  AlertState lock(UUID alertId) {
    OptionalLong version = store.lock(alertId);
    if (version.isEmpty()) {
      return AlertState.notIssued();
    }
    AlertState.Issued known = findInMemory(alertId);
    AlertState state =
        known == null || known.version() > version.getAsLong() ? AlertState.notIssued() : known;
    if (state.version() == version.getAsLong()) {
      return state;
    }
    for (var event : store.listEvents(alertId, state.version())) {
      state = state.evolve(event);
    }
    return state;
  }

  /** Possibly old, or null; good enough to know that something has happened already. */
  AlertState.@Nullable Issued findInMemory(UUID alertId) {
    synchronized (latest) {
      return latest.get(alertId);
    }
  }

  /** Only after the commit. */
  void committed(AlertState.Issued state) {
    UUID alertId = state.issued().alertId();
    synchronized (latest) {
      AlertState.Issued known = latest.get(alertId);
      if (known == null || known.version() < state.version()) {
        latest.put(alertId, state);
      }
    }
  }
}
