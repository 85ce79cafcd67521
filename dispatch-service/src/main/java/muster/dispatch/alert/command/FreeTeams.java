package muster.dispatch.alert.command;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.GeoPoint;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Proposal;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TeamIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds teams and holds them: the index proposes, the database decides. What this instance believes
 * of busy teams may make a search longer, never its answer wrong.
 */
public final class FreeTeams {
  private static final Logger log = LoggerFactory.getLogger(FreeTeams.class);

  /**
   * Each round but the last means that another alert was faster, and that this one knows more than
   * before. Of five alerts of one moment and place, one has needed more than eight where the
   * database was slow. More than this is no bad luck any more.
   */
  static final int MAX_ROUNDS = 64;

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

  /** What a call-out at this moment would find; nothing is held. */
  public Selection find(UUID alertId, Category category, Search search, Instant now) {
    Set<String> free = new HashSet<>();
    Set<String> busy = new HashSet<>();
    KnownPeople known = new KnownPeople(search);
    Selection selection = new Selection(List.of(), List.of());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Proposal proposal = propose(alertId, category, search, now, free, busy, known);
      selection = proposal.selection();
      if (search.sharesTeams()) {
        break;
      }
      Set<String> unsure = teams(selection);
      unsure.addAll(proposal.busyNearer());
      unsure.removeAll(free);
      unsure.removeAll(busy);
      boolean news =
          known.add(personCommitments.listOnOtherAlert(alertId, known.unknownOf(selection)));
      if (unsure.isEmpty() && !news) {
        break;
      }
      busy.addAll(commitments.listOnOtherAlert(alertId, unsure));
      unsure.removeAll(busy);
      free.addAll(unsure);
    }
    return selection;
  }

  boolean isOnOtherAlert(String teamId, UUID alertId) {
    return !commitments.listOnOtherAlert(alertId, List.of(teamId)).isEmpty();
  }

  /**
   * One team, free or not, wherever it is; empty when nobody of it is on duty. Who comes with
   * another team, or to another alert, does not count, unless all of them do.
   */
  Optional<Pick> findOnDuty(String teamId, AlertState.Issued alert, Instant now) {
    Set<String> away = new HashSet<>(listOnOtherAlert(alert, List.of(teamId)));
    away.addAll(alert.peopleOfOthersThan(teamId));
    return findOnDuty(teamId, alert, away, now).or(() -> findOnDuty(teamId, alert, Set.of(), now));
  }

  private Optional<Pick> findOnDuty(
      String teamId, AlertState.Issued alert, Set<String> away, Instant now) {
    return index.findOnDuty(
        teamId,
        alert.details().location(),
        policies.travelAssumptions(alert.issued().category()),
        away,
        now);
  }

  /**
   * How far teams of the alert are from a place, each with those of it who come or could; nearest
   * first.
   */
  List<Pick> reckon(
      Collection<String> teamIds, AlertState.Issued alert, GeoPoint around, Instant now) {
    Set<String> away = new HashSet<>(listOnOtherAlert(alert, teamIds));
    away.addAll(alert.unavailablePeople());
    return index.reckon(
        teamIds,
        around,
        policies.travelAssumptions(alert.issued().category()),
        team -> butComersOf(team, alert, away),
        now);
  }

  private static Set<String> butComersOf(
      String teamId, AlertState.Issued alert, Set<String> people) {
    Set<String> others = new HashSet<>(people);
    others.removeAll(alert.peopleOf(teamId));
    return others;
  }

  /** Those on duty in the teams who come to another alert; nobody where people are shared. */
  private Set<String> listOnOtherAlert(AlertState.Issued alert, Collection<String> teamIds) {
    if (alert.issued().terms().sharesTeams()) {
      return Set.of();
    }
    Set<String> onDuty = new HashSet<>();
    teamIds.forEach(team -> onDuty.addAll(index.listOnDuty(team)));
    return personCommitments.listOnOtherAlert(alert.issued().alertId(), onDuty);
  }

  /**
   * In the transaction of the call-out: the picks are held for the alert, and no other team is.
   * Busy teams that are nearer are asked for along with the others, in the same round trip: only
   * the database knows whether another instance has released one of them.
   */
  Selection hold(UUID alertId, Category category, Search search, Instant now) {
    Set<String> held = new LinkedHashSet<>();
    Set<String> refused = new HashSet<>();
    KnownPeople known = new KnownPeople(search);
    Selection selection = new Selection(List.of(), List.of());
    boolean sure = false;
    for (int round = 0; round < MAX_ROUNDS && !sure; round++) {
      Proposal proposal = propose(alertId, category, search, now, held, refused, known);
      selection = proposal.selection();
      Set<String> expected = teams(selection);
      expected.removeAll(held);
      Set<String> wanted = new LinkedHashSet<>(expected);
      wanted.addAll(proposal.busyNearer());
      wanted.removeAll(refused);
      TeamCommitmentTable.Reserved reserved =
          search.sharesTeams()
              ? new TeamCommitmentTable.Reserved(
                  commitments.reserve(alertId, wanted, false), Set.of())
              : commitments.reserve(alertId, wanted, known.unknownOf(selection));
      Set<String> got = reserved.teams();
      held.addAll(got);
      boolean news = known.add(reserved.busyPeople());
      sure = got.equals(expected) && !news;
      wanted.removeAll(got);
      refused.addAll(wanted);
    }
    if (!sure) {
      log.warn("Alert {}: others took teams in each of {} rounds", alertId, MAX_ROUNDS);
      selection = propose(alertId, category, search, now, held, refused, known).selection();
    }
    Selection last = onlyHeld(selection, held);
    // A busy one that is free after all takes the place of a pick that is farther; and the index
    // goes on changing between the rounds.
    held.removeAll(teams(last));
    commitments.release(alertId, held);
    return last;
  }

  /**
   * A pick that could not be held is missing because of other alerts, and the shortfall says so.
   */
  private static Selection onlyHeld(Selection selection, Set<String> held) {
    List<Pick> picks =
        selection.picks().stream().filter(pick -> held.contains(pick.teamId())).toList();
    int lost = selection.picks().size() - picks.size();
    if (lost == 0) {
      return selection;
    }
    Map<Shortfall.Cause, Integer> causes = new EnumMap<>(Shortfall.Cause.class);
    selection.shortfalls().forEach(each -> causes.put(each.cause(), each.teams()));
    causes.merge(Shortfall.Cause.ON_OTHER_TASK, lost, Integer::sum);
    return new Selection(
        picks,
        causes.entrySet().stream()
            .map(cause -> new Shortfall(cause.getKey(), cause.getValue()))
            .toList());
  }

  private Proposal propose(
      UUID alertId,
      Category category,
      Search search,
      Instant now,
      Set<String> free,
      Set<String> busy,
      KnownPeople known) {
    Predicate<String> believed = busyTeams.onOtherAlertThan(alertId);
    return index.propose(
        search,
        policies.travelAssumptions(category),
        team -> busy.contains(team) || (!free.contains(team) && believed.test(team)),
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
