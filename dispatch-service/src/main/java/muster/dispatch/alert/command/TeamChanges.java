package muster.dispatch.alert.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.alert.postgres.OpenTasks;
import muster.dispatch.alert.postgres.OpenTasks.OpenTask;
import muster.dispatch.team.Staffing;
import muster.dispatch.team.TeamIndex;

/**
 * Has running alerts compare the teams that they hold with how these are now. It may be done for
 * any team at any time: how the team is is read under the alert's lock, and what the alert knows
 * already leads to nothing.
 */
public final class TeamChanges {
  private final AlertCommands commands;
  private final OpenTasks tasks;
  private final TeamIndex index;
  private final BusyTeams busyTeams;

  public TeamChanges(
      AlertCommands commands, OpenTasks tasks, TeamIndex index, BusyTeams busyTeams) {
    this.commands = commands;
    this.tasks = tasks;
    this.index = index;
    this.busyTeams = busyTeams;
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
      compare(tasks.listAll().stream().filter(this::mayHaveChanged).toList());
    }
  }

  /** Takes no lock, so that alerts whose teams are as they were are not disturbed. */
  private boolean mayHaveChanged(OpenTask task) {
    Staffing team = index.staffing(task.teamId());
    Set<String> names = new HashSet<>();
    boolean deserted = true;
    boolean onDuty = false;
    for (Staffing.Person person : team.people()) {
      names.add(person.volunteerId());
      String account = person.subject();
      if (account != null) {
        names.add(account);
      }
      boolean refused = task.refused().contains(person.volunteerId());
      deserted &= refused || person.duty() == Staffing.Duty.OFF_BY_WORD;
      onDuty |= !refused && person.duty() == Staffing.Duty.ON;
    }
    return team.people().isEmpty()
        || !names.containsAll(task.comers())
        || (task.unstaffed() ? onDuty : deserted);
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
                    state instanceof Running
                        ? Optional.of(new AlertCommand.CompareTeams(staffing(teams)))
                        : Optional.empty()));
  }

  private Map<String, Staffing> staffing(Set<String> teams) {
    Map<String, Staffing> staffing = new HashMap<>();
    teams.forEach(team -> staffing.put(team, index.staffing(team)));
    return staffing;
  }
}
