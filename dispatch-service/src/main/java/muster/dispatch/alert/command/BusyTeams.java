package muster.dispatch.alert.command;

import java.util.ArrayList;
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
 * to the database for each team. On a team that matters the reservation that follows has the last
 * word, whatever is believed of it here: being wrong costs a second search.
 */
public final class BusyTeams {
  private final Supplier<List<Commitment>> commitments;

  /** Changed by one thread at a time, and read by any. */
  private final Map<String, Set<UUID>> alertsByTeam = new ConcurrentHashMap<>();

  /** What this instance has done since the reading began that is going on; null if none is. */
  private @Nullable List<Change> sinceReading;

  private record Change(UUID alertId, Collection<String> held, Collection<String> released) {}

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

  /** For who only shows it; what follows from it is decided by the database. */
  public boolean onAnyAlert(String team) {
    return alertsByTeam.containsKey(team);
  }

  synchronized void committed(UUID alertId, Collection<String> held, Collection<String> released) {
    Change change = new Change(alertId, List.copyOf(held), List.copyOf(released));
    apply(change, alertsByTeam);
    if (sinceReading != null) {
      sinceReading.add(change);
    }
  }

  /** Takes over what other instances have done. Called from time to time, and before the start. */
  public void refresh() {
    beginReading();
    Map<String, Set<UUID>> fresh = new HashMap<>();
    commitments
        .get()
        .forEach(held -> fresh.merge(held.teamId(), Set.of(held.alertId()), BusyTeams::union));
    takeOver(fresh);
  }

  private synchronized void beginReading() {
    sinceReading = new ArrayList<>();
  }

  /** What was read may lack what this instance has done meanwhile; to do it twice is harmless. */
  private synchronized void takeOver(Map<String, Set<UUID>> fresh) {
    if (sinceReading != null) {
      sinceReading.forEach(change -> apply(change, fresh));
      sinceReading = null;
    }
    alertsByTeam.keySet().retainAll(fresh.keySet());
    alertsByTeam.putAll(fresh);
  }

  private static void apply(Change change, Map<String, Set<UUID>> alertsByTeam) {
    change
        .held()
        .forEach(team -> alertsByTeam.merge(team, Set.of(change.alertId()), BusyTeams::union));
    change
        .released()
        .forEach(
            team ->
                alertsByTeam.computeIfPresent(
                    team, (t, alerts) -> without(alerts, change.alertId())));
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
