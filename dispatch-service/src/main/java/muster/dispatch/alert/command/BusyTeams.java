package muster.dispatch.alert.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.dispatch.alert.postgres.TeamCommitmentTable.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * Which teams are on which alerts, as far as this instance knows. It spares the search a question
 * to the database for each team. On a team that is taken to be free the reservation that follows
 * has the last word: being wrong costs a second search and never calls it twice. One that another
 * instance has released is left out until the next refresh.
 */
public final class BusyTeams {
  private final Supplier<List<Commitment>> commitments;

  /** Changed by one thread at a time, and read by any. */
  private final Map<String, Set<UUID>> alertsByTeam = new ConcurrentHashMap<>();

  private long changes;

  /**
   * @param commitments of all instances, as the database has them now
   */
  public BusyTeams(Supplier<List<Commitment>> commitments) {
    this.commitments = commitments;
  }

  Predicate<String> onOtherAlertThan(UUID alertId) {
    return team -> {
      Set<UUID> alerts = alertsByTeam.get(team);
      return alerts != null && (alerts.size() > 1 || !alerts.contains(alertId));
    };
  }

  synchronized void committed(UUID alertId, Collection<String> held, Collection<String> released) {
    changes++;
    held.forEach(team -> alertsByTeam.merge(team, Set.of(alertId), BusyTeams::union));
    released.forEach(
        team -> alertsByTeam.computeIfPresent(team, (t, alerts) -> without(alerts, alertId)));
  }

  /** Takes over what other instances have done. Called from time to time, and before the start. */
  public void refresh() {
    long before = changes();
    Map<String, Set<UUID>> fresh = new HashMap<>();
    commitments
        .get()
        .forEach(held -> fresh.merge(held.teamId(), Set.of(held.alertId()), BusyTeams::union));
    takeOver(fresh, before);
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized void takeOver(Map<String, Set<UUID>> fresh, long readAt) {
    if (changes != readAt) {
      return; // What was read may be older than what this instance knows; next time will do.
    }
    alertsByTeam.keySet().retainAll(fresh.keySet());
    alertsByTeam.putAll(fresh);
  }

  private static Set<UUID> union(Set<UUID> some, Set<UUID> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Null, so that the entry goes, when nothing is left. */
  private static @Nullable Set<UUID> without(Set<UUID> alerts, UUID alertId) {
    Set<UUID> left =
        alerts.stream()
            .filter(alert -> !alert.equals(alertId))
            .collect(Collectors.toUnmodifiableSet());
    return left.isEmpty() ? null : left;
  }
}
