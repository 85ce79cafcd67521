package muster.dispatch.alert.command;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.dispatch.alert.postgres.TeamCommitments;
import org.jspecify.annotations.Nullable;

/**
 * Which teams are on which alerts, as far as this instance knows. It spares the search a question
 * to the database for each team; the reservation that follows has the last word, so being wrong
 * costs a second search and never calls a team twice.
 */
public final class BusyTeams {
  private final TeamCommitments commitments;
  private final Map<String, Set<UUID>> alertsByTeam = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  public BusyTeams(TeamCommitments commitments) {
    this.commitments = commitments;
  }

  Predicate<String> onOtherAlertThan(UUID alertId) {
    return team -> {
      Set<UUID> alerts = alertsByTeam.get(team);
      return alerts != null && (alerts.size() > 1 || !alerts.contains(alertId));
    };
  }

  void committed(UUID alertId, Collection<String> held, Collection<String> released) {
    changes.incrementAndGet();
    held.forEach(team -> alertsByTeam.merge(team, Set.of(alertId), BusyTeams::union));
    released.forEach(
        team -> alertsByTeam.computeIfPresent(team, (t, alerts) -> without(alerts, alertId)));
  }

  /** Takes over what other instances have done. Called from time to time, and before the start. */
  public void refresh() {
    long before = changes.get();
    Map<String, Set<UUID>> fresh = new ConcurrentHashMap<>();
    commitments
        .listAll()
        .forEach(held -> fresh.merge(held.teamId(), Set.of(held.alertId()), BusyTeams::union));
    if (changes.get() != before) {
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
