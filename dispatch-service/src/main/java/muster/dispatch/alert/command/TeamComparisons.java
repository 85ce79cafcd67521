package muster.dispatch.alert.command;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.dispatch.alert.AlertCommand.CompareTeams;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.team.Staffing;
import muster.dispatch.team.TeamIndex;

/** What an alert has to know to compare its teams with how these are now; for under its lock. */
public final class TeamComparisons {
  private final TeamIndex index;
  private final PersonCommitmentTable personCommitments;

  public TeamComparisons(TeamIndex index, PersonCommitmentTable personCommitments) {
    this.index = index;
    this.personCommitments = personCommitments;
  }

  Staffing staffing(String teamId) {
    return index.staffing(teamId);
  }

  /**
   * Of these teams. If the alert waits for one of them, all that it waits for are compared: who
   * could come with one may be needed by another.
   */
  CompareTeams of(Running alert, Collection<String> teamIds) {
    Set<String> waiting = alert.waitingTeams();
    Set<String> compared = new HashSet<>(teamIds);
    boolean offers = !Collections.disjoint(waiting, compared);
    if (offers) {
      compared.addAll(waiting);
    }
    Map<String, Staffing> teams = new HashMap<>();
    compared.forEach(team -> teams.put(team, index.staffing(team)));
    return new CompareTeams(
        teams,
        offers && !alert.issued().terms().sharesTeams()
            ? personCommitments.listOnOtherAlert(
                alert.issued().alertId(),
                teams.entrySet().stream()
                    .filter(team -> waiting.contains(team.getKey()))
                    .flatMap(team -> onDuty(team.getValue()))
                    .collect(Collectors.toSet()))
            : Set.of());
  }

  private static Stream<String> onDuty(Staffing team) {
    return team.people().stream()
        .filter(person -> person.duty() == Staffing.Duty.ON)
        .map(Staffing.Person::volunteerId);
  }

  /**
   * Empty unless somebody who has just said that he or she comes is in a team that the alert waits
   * for, or it waits for one of which somebody has just said no, and for another one with the same
   * people. Asked with every such answer: it takes no look at the database then.
   *
   * @param comers ids of those who come now and did not before
   * @param events that have just happened
   */
  Optional<CompareTeams> afterAnswers(
      AlertState state, Set<String> comers, List<DispatchEvent> events) {
    Set<String> refusing = refusingTeams(events);
    if ((comers.isEmpty() && refusing.isEmpty()) || !(state instanceof Running alert)) {
      return Optional.empty();
    }
    Set<String> waiting = alert.waitingTeams();
    Set<String> concerned =
        Stream.concat(
                comers.stream().flatMap(person -> index.listTeamsOf(person).stream()),
                refusing.stream().filter(team -> sharesPeople(team, waiting)))
            .filter(waiting::contains)
            .collect(Collectors.toSet());
    return concerned.isEmpty() ? Optional.empty() : Optional.of(of(alert, concerned));
  }

  private static Set<String> refusingTeams(List<DispatchEvent> events) {
    Set<String> teams = new HashSet<>();
    for (DispatchEvent event : events) {
      if (event instanceof MemberAnswered answered && answered.answer() == Answer.CANNOT) {
        teams.add(answered.teamId());
      }
    }
    return teams;
  }

  /** With one of the others. */
  private boolean sharesPeople(String teamId, Set<String> others) {
    return index.listOnDuty(teamId).stream()
        .flatMap(person -> index.listTeamsOf(person).stream())
        .anyMatch(team -> !team.equals(teamId) && others.contains(team));
  }
}
