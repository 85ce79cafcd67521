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
  private static final int MAX_RUNNING = 2_000;

  /**
   * For what comes late. More would only live long enough to be copied by each collection of
   * garbage on the way of the next alert.
   */
  private static final int MAX_ENDED = 100;

  private final AlertStore store;
  private final Map<UUID, AlertState.Issued> running = latest(MAX_RUNNING);
  private final Map<UUID, AlertState.Issued> ended = latest(MAX_ENDED);

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

  private static Map<UUID, AlertState.Issued> latest(int most) {
    return new LinkedHashMap<>(256, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<UUID, AlertState.Issued> eldest) {
        return size() > most;
      }
    };
  }

  /** Possibly old, or null; good enough to know that something has happened already. */
  synchronized AlertState.@Nullable Issued findInMemory(UUID alertId) {
    AlertState.Issued known = running.get(alertId);
    return known == null ? ended.get(alertId) : known;
  }

  /** Only after the commit. */
  synchronized void committed(AlertState.Issued state) {
    UUID alertId = state.issued().alertId();
    AlertState.Issued known = findInMemory(alertId);
    if (known == null || known.version() < state.version()) {
      boolean over = state instanceof AlertState.Ended;
      (over ? running : ended).remove(alertId);
      (over ? ended : running).put(alertId, state);
    }
  }
}
