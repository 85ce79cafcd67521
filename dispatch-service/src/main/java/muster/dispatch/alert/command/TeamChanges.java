package muster.dispatch.alert.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.alert.postgres.OpenTasks;
import muster.dispatch.alert.postgres.OpenTasks.OpenTask;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.team.DistinctPeople;
import muster.dispatch.team.Staffing;
import muster.dispatch.team.TeamIndex;

/**
 * Has running alerts compare the teams that they hold with how these are now. It may be done for
 * any team at any time: how the team is is read under the alert's lock, and what the alert knows
 * already leads to nothing.
 */
public final class TeamChanges {
  private final AlertCommands commands;
  private final TeamComparisons comparisons;
  private final OpenTasks tasks;
  private final PersonCommitmentTable personCommitments;
  private final TeamIndex index;
  private final BusyTeams busyTeams;
  private final TakenPeople taken;

  public TeamChanges(
      AlertCommands commands,
      TeamComparisons comparisons,
      OpenTasks tasks,
      PersonCommitmentTable personCommitments,
      TeamIndex index,
      BusyTeams busyTeams,
      TakenPeople taken) {
    this.commands = commands;
    this.comparisons = comparisons;
    this.tasks = tasks;
    this.personCommitments = personCommitments;
    this.index = index;
    this.busyTeams = busyTeams;
    this.taken = taken;
  }

  /** Its members are others now, or it is gone. */
  public void teamChanged(String teamId) {
    compare(tasks.listOf(List.of(teamId)));
  }

  /**
   * Whether anything could follow from it. Most of what is said of people's presence is where they
   * are, and nobody holds their teams: it has to cost next to nothing.
   */
  public boolean concernsDuty(PresenceSnapshot presence) {
    return (presence.onDuty() || Boolean.TRUE.equals(presence.offDutyByWord()))
        && !busyTeamsOf(presence.volunteerId()).isEmpty();
  }

  public void dutyChanged(PresenceSnapshot presence) {
    List<OpenTask> held = tasks.listOf(busyTeamsOf(presence.volunteerId()));
    compare(presence.onDuty() ? held.stream().filter(OpenTask::unstaffed).toList() : held);
  }

  /**
   * Who comes to one alert is not waited for by another one. Called several times a second; asks
   * the database only of people who are in several teams, which few are, or whose one team is on
   * another alert, too.
   */
  public void peopleTaken() {
    List<OpenTask> shaken = new ArrayList<>();
    for (TakenPeople.Taken person : taken.takeAll()) {
      List<String> teams = index.listTeamsOf(person.volunteerId());
      if (teams.size() > 1
          || teams.stream().anyMatch(busyTeams.onOtherAlertThan(person.alertId()))) {
        tasks.listOf(teams).stream()
            .filter(task -> task.waiting() && !task.alertId().equals(person.alertId()))
            .forEach(shaken::add);
      }
    }
    compare(shaken);
  }

  /** As far as this instance knows; what it does not know yet is found by the next look. */
  private List<String> busyTeamsOf(String volunteerId) {
    return index.listTeamsOf(volunteerId).stream().filter(busyTeams::onAnyAlert).toList();
  }

  /**
   * Looks at all teams that running alerts hold: what was missed is repaired. Not without any team
   * at all: then it is not the teams that are gone.
   */
  public void look() {
    if (index.teams() > 0) {
      Set<String> coming = personCommitments.listAll();
      List<OpenTask> open = tasks.listAll();
      Set<UUID> contested = alertsThatRestTwiceOnOne(open);
      compare(
          open.stream()
              .filter(
                  task ->
                      mayHaveChanged(task, coming)
                          || (task.waiting() && contested.contains(task.alertId())))
              .toList());
    }
  }

  /** Ids of those whose offers cannot each have somebody on duty who has not said no. */
  private Set<UUID> alertsThatRestTwiceOnOne(List<OpenTask> open) {
    Map<UUID, DistinctPeople> people = new HashMap<>();
    Set<UUID> contested = new HashSet<>();
    for (OpenTask task : open) {
      List<String> able =
          task.waiting()
              ? index.listOnDuty(task.teamId()).stream()
                  .filter(person -> !task.refused().contains(person))
                  .toList()
              : List.of();
      // With nobody at all it rests on nobody twice.
      if (!able.isEmpty()
          && !people.computeIfAbsent(task.alertId(), id -> new DistinctPeople()).add(able)) {
        contested.add(task.alertId());
      }
    }
    return contested;
  }

  /**
   * Takes no lock, so that alerts whose teams are as they were are not disturbed.
   *
   * @param coming ids of all who come to an alert
   */
  private boolean mayHaveChanged(OpenTask task, Set<String> coming) {
    Staffing team = index.staffing(task.teamId());
    Set<String> names = new HashSet<>();
    boolean deserted = true;
    boolean comersGone = task.kept() && !task.comers().isEmpty();
    boolean comerBack = false;
    boolean elsewhere = false;
    boolean free = false;
    for (Staffing.Person person : team.people()) {
      names.add(person.volunteerId());
      String account = person.subject();
      if (account != null) {
        names.add(account);
      }
      if (task.comers().contains(person.volunteerId())
          || (account != null && task.comers().contains(account))) {
        comersGone &= person.duty() == Staffing.Duty.OFF_BY_WORD;
        comerBack |= person.duty() == Staffing.Duty.ON;
      }
      boolean refused = task.refused().contains(person.volunteerId());
      deserted &= refused || person.duty() == Staffing.Duty.OFF_BY_WORD;
      if (!refused && person.duty() == Staffing.Duty.ON) {
        boolean comes = coming.contains(person.volunteerId());
        elsewhere |= comes;
        free |= !comes;
      }
    }
    return team.people().isEmpty()
        || !names.containsAll(task.comers())
        || (task.unstaffed() ? comerBack : deserted || comersGone)
        || (task.waiting() && elsewhere && !free);
  }

  private void compare(Collection<OpenTask> changed) {
    Map<UUID, Set<String>> teamsOfAlert = new HashMap<>();
    for (OpenTask task : changed) {
      teamsOfAlert.computeIfAbsent(task.alertId(), id -> new HashSet<>()).add(task.teamId());
    }
    teamsOfAlert.forEach(
        (alertId, teams) ->
            commands.runOnAny(
                alertId,
                state ->
                    state instanceof Running alert
                        ? Optional.of(comparisons.of(alert, teams))
                        : Optional.empty()));
  }
}
