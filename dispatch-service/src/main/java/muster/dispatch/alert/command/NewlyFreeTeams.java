package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.dispatch.alert.postgres.LookTable;
import muster.dispatch.alert.postgres.LookTable.WaitingLook;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.TeamIndex;

/**
 * Teams that have come on duty or become free a moment ago, or of which somebody has: alerts that
 * wait for one of them look again soon, the severest first, then the oldest. What is missed here
 * costs the time to the next look and no more.
 */
public final class NewlyFreeTeams {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** More than the scheduler's polling interval, so that who is first in line looks first. */
  private static final Duration APART = Duration.ofMillis(300);

  private final LookTable looks;
  private final TeamIndex index;
  private final CallOutPolicies policies;
  private final Clock clock;
  private final Set<String> freed = ConcurrentHashMap.newKeySet();

  public NewlyFreeTeams(LookTable looks, TeamIndex index, CallOutPolicies policies, Clock clock) {
    this.looks = looks;
    this.index = index;
    this.policies = policies;
    this.clock = clock;
  }

  /** Only remembers it. */
  public void add(String teamId) {
    freed.add(teamId);
  }

  void addAll(Collection<String> teamIds) {
    freed.addAll(teamIds);
  }

  /**
   * Of people who are free again: they may be whom another team of theirs lacked.
   *
   * @param people ids of volunteers
   */
  void addTeamsOf(Collection<String> people) {
    people.forEach(person -> freed.addAll(index.listTeamsOf(person)));
  }

  /** Called several times a second; asks the database only if some team has become free. */
  public void bringLooksForward() {
    if (freed.isEmpty()) {
      return;
    }
    Set<String> teams = Set.copyOf(freed);
    freed.removeAll(teams);
    Instant now = clock.instant();
    List<WaitingLook> near =
        looks.listWaiting().stream().filter(look -> isNear(look, teams, now)).toList();
    if (near.stream().anyMatch(WaitingLook::looking)) {
      // It looks at this moment, and perhaps has looked before the team was free.
      freed.addAll(teams);
    }
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < near.size(); i++) {
      times.add(now.plus(SOON).plus(APART.multipliedBy(i)));
    }
    looks.bringForward(near, times);
  }

  private boolean isNear(WaitingLook look, Set<String> teams, Instant now) {
    return teams.stream()
        .anyMatch(
            team ->
                index.isWithin(
                    team,
                    look.around(),
                    look.radiusMeters(),
                    policies.travelAssumptions(look.category()),
                    now));
  }
}
