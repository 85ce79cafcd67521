package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.dispatch.alert.postgres.TeamCommitments;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TeamIndex;

/** Finds teams and holds them: the index proposes, the database decides. */
public final class TeamSearch {

  /** Each round but the last means that another alert was faster; more is no bad luck any more. */
  private static final int MAX_ROUNDS = 8;

  private final TeamIndex index;
  private final CallOutPolicies policies;
  private final TeamCommitments commitments;
  private final BusyTeams busyTeams;
  private final Clock clock;

  public TeamSearch(
      TeamIndex index,
      CallOutPolicies policies,
      TeamCommitments commitments,
      BusyTeams busyTeams,
      Clock clock) {
    this.index = index;
    this.policies = policies;
    this.commitments = commitments;
    this.busyTeams = busyTeams;
    this.clock = clock;
  }

  /** What would be found now; nothing is held. */
  public Selection preview(UUID alertId, Category category, Search search) {
    return index.select(
        search, policies.reckoning(category), busyTeams.onOtherAlertThan(alertId), clock.instant());
  }

  /** In the transaction of the call-out: the picks are held for the alert, and no other team is. */
  Selection hold(UUID alertId, Category category, Search search, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    Set<String> refused = new HashSet<>();
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      selection =
          index.select(
              search,
              policies.reckoning(category),
              busyTeams.onOtherAlertThan(alertId).or(refused::contains),
              now);
      Set<String> wanted = teams(selection);
      wanted.removeAll(held);
      Set<String> got = commitments.reserve(alertId, wanted, !search.sharesTeams());
      held.addAll(got);
      wanted.removeAll(got);
      if (wanted.isEmpty()) {
        break;
      }
      refused.addAll(wanted);
    }
    Selection last =
        new Selection(
            selection.picks().stream().filter(pick -> held.contains(pick.teamId())).toList(),
            selection.shortfalls());
    // The index goes on changing between the rounds: a team of an earlier round may be out again.
    held.removeAll(teams(last));
    commitments.release(alertId, held);
    return last;
  }

  private static Set<String> teams(Selection selection) {
    Set<String> teams = new LinkedHashSet<>();
    for (Pick pick : selection.picks()) {
      teams.add(pick.teamId());
    }
    return teams;
  }
}
