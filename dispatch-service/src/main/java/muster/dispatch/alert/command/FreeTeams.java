package muster.dispatch.alert.command;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import muster.contracts.dispatch.Category;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Proposal;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TeamIndex;

/**
 * Finds teams and holds them: the index proposes, the database decides. What this instance believes
 * of busy teams may make a search longer, never its answer wrong.
 */
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

  /** What a call-out at this moment would find; nothing is held. */
  public Selection find(UUID alertId, Category category, Search search, Instant now) {
    Set<String> free = new HashSet<>();
    Set<String> busy = new HashSet<>();
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Proposal proposal = propose(alertId, category, search, now, free, busy);
      selection = proposal.selection();
      Set<String> unsure = teams(selection);
      unsure.addAll(proposal.busyNearer());
      unsure.removeAll(free);
      unsure.removeAll(busy);
      if (search.sharesTeams() || unsure.isEmpty()) {
        break;
      }
      busy.addAll(commitments.listOnOtherAlert(alertId, unsure));
      unsure.removeAll(busy);
      free.addAll(unsure);
    }
    return selection;
  }

  /**
   * In the transaction of the call-out: the picks are held for the alert, and no other team is.
   * Busy teams that are nearer are asked for along with the others, in the same round trip: only
   * the database knows whether another instance has released one of them.
   */
  Selection hold(UUID alertId, Category category, Search search, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    Set<String> refused = new HashSet<>();
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Proposal proposal = propose(alertId, category, search, now, held, refused);
      selection = proposal.selection();
      Set<String> expected = teams(selection);
      expected.removeAll(held);
      Set<String> wanted = new LinkedHashSet<>(expected);
      wanted.addAll(proposal.busyNearer());
      wanted.removeAll(refused);
      Set<String> got = commitments.reserve(alertId, wanted, !search.sharesTeams());
      held.addAll(got);
      if (got.equals(expected)) {
        break;
      }
      wanted.removeAll(got);
      refused.addAll(wanted);
    }
    Selection last =
        new Selection(
            selection.picks().stream().filter(pick -> held.contains(pick.teamId())).toList(),
            selection.shortfalls());
    // A busy one that is free after all takes the place of a pick that is farther; and the index
    // goes on changing between the rounds.
    held.removeAll(teams(last));
    commitments.release(alertId, held);
    return last;
  }

  private Proposal propose(
      UUID alertId,
      Category category,
      Search search,
      Instant now,
      Set<String> free,
      Set<String> busy) {
    Predicate<String> believed = busyTeams.onOtherAlertThan(alertId);
    return index.propose(
        search,
        policies.travelAssumptions(category),
        team -> busy.contains(team) || (!free.contains(team) && believed.test(team)),
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
