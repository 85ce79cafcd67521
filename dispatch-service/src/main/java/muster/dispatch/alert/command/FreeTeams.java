package muster.dispatch.alert.command;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
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
  private final PersonCommitmentTable personCommitments;
  private final BusyTeams busyTeams;

  public FreeTeams(
      TeamIndex index,
      CallOutPolicies policies,
      TeamCommitmentTable commitments,
      PersonCommitmentTable personCommitments,
      BusyTeams busyTeams) {
    this.index = index;
    this.policies = policies;
    this.commitments = commitments;
    this.personCommitments = personCommitments;
    this.busyTeams = busyTeams;
  }

  /**
   * What the index proposes, as far as this instance knows which teams are busy; nothing is held.
   */
  public Selection find(UUID alertId, Category category, Search search, Instant now) {
    KnownPeople known = new KnownPeople(search);
    Selection selection = find(alertId, category, search, now, Set.of(), known);
    for (int round = 1; round < MAX_ROUNDS; round++) {
      if (!known.add(personCommitments.listOnOtherAlert(alertId, known.unknownOf(selection)))) {
        break;
      }
      selection = find(alertId, category, search, now, Set.of(), known);
    }
    return selection;
  }

  /** In the transaction of the call-out: the picks are held for the alert, and no other team is. */
  Selection hold(UUID alertId, Category category, Search search, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    Set<String> refused = new HashSet<>();
    KnownPeople known = new KnownPeople(search);
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      selection = find(alertId, category, search, now, refused, known);
      Set<String> wanted = teams(selection);
      wanted.removeAll(held);
      boolean news = reserve(alertId, search, wanted, held, known.unknownOf(selection), known);
      if (wanted.isEmpty() && !news) {
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

  /**
   * Moves the wanted teams that are free to the held ones.
   *
   * @return true if some of the people turned out to be on another alert
   */
  private boolean reserve(
      UUID alertId,
      Search search,
      Set<String> wanted,
      Set<String> held,
      Set<String> people,
      KnownPeople known) {
    TeamCommitmentTable.Reserved reserved =
        search.sharesTeams()
            ? new TeamCommitmentTable.Reserved(
                commitments.reserve(alertId, wanted, false), Set.of())
            : commitments.reserve(alertId, wanted, people);
    held.addAll(reserved.teams());
    wanted.removeAll(reserved.teams());
    return known.add(reserved.busyPeople());
  }

  private Selection find(
      UUID alertId,
      Category category,
      Search search,
      Instant now,
      Set<String> refused,
      KnownPeople known) {
    return index.select(
        search,
        policies.travelAssumptions(category),
        busyTeams.onOtherAlertThan(alertId).or(refused::contains),
        known.busy,
        now);
  }

  /** Whom the database has been asked about in the course of one search, and who is busy. */
  private final class KnownPeople {
    private final Search search;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> busy = new HashSet<>();

    KnownPeople(Search search) {
      this.search = search;
    }

    /** Those on whom the picks and the teams that are waited for rest; each is asked for once. */
    Set<String> unknownOf(Selection selection) {
      Set<String> unknown = new LinkedHashSet<>();
      if (!search.sharesTeams()) {
        teams(selection).forEach(team -> unknown.addAll(index.listOnDuty(team)));
        search.waiting().forEach(team -> unknown.addAll(index.listOnDuty(team)));
        unknown.removeAll(asked);
        asked.addAll(unknown);
      }
      return unknown;
    }

    boolean add(Set<String> found) {
      return busy.addAll(found);
    }
  }

  private static Set<String> teams(Selection selection) {
    Set<String> teams = new LinkedHashSet<>();
    for (Pick pick : selection.picks()) {
      teams.add(pick.teamId());
    }
    return teams;
  }
}
