package muster.dispatch.alert.command;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TeamIndex;

/** Finds teams and holds them: the index proposes, the database decides. */
public final class FreeTeams {

  /** Each round but the last means that another alert was faster; more is no bad luck any more. */
  private static final int MAX_ROUNDS = 8;

  private final TeamIndex index;
  private final CallOutPolicies policies;
  private final TeamCommitmentTable commitments;
  private final BusyTeams busyTeams;

  public FreeTeams(
      TeamIndex index,
      CallOutPolicies policies,
      TeamCommitmentTable commitments,
      BusyTeams busyTeams) {
    this.index = index;
    this.policies = policies;
    this.commitments = commitments;
    this.busyTeams = busyTeams;
  }

  /** What the index proposes, as far as this instance knows who is busy; nothing is held. */
  public Selection find(UUID alertId, Category category, Search search, Instant now) {
    return find(alertId, category, search, now, Set.of());
  }

  /** One team, free or not, wherever it is; empty when nobody of it is on duty. */
  Optional<Pick> findOnDuty(String teamId, AlertState.Issued alert, Instant now) {
    return index.findOnDuty(
        teamId,
        alert.details().location(),
        policies.travelAssumptions(alert.issued().category()),
        now);
  }

  /** In the transaction of the call-out: the picks are held for the alert, and no other team is. */
  Selection hold(UUID alertId, Category category, Search search, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    Set<String> refused = new HashSet<>();
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      selection = find(alertId, category, search, now, refused);
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

  private Selection find(
      UUID alertId, Category category, Search search, Instant now, Set<String> refused) {
    return index.select(
        search,
        policies.travelAssumptions(category),
        busyTeams.onOtherAlertThan(alertId).or(refused::contains),
        now);
  }

  private static Set<String> teams(Selection selection) {
    Set<String> teams = new LinkedHashSet<>();
    for (Pick pick : selection.picks()) {
      teams.add(pick.teamId());
    }
    return teams;
  }
}
