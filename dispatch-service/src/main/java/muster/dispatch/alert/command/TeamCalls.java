package muster.dispatch.alert.command;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import muster.dispatch.alert.AlertCommand;

/** Calls one team because a dispatcher wants it. */
public final class TeamCalls {
  private final AlertCommands commands;
  private final FreeTeams teams;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public TeamCalls(AlertCommands commands, FreeTeams teams, Clock clock, Supplier<UUID> ids) {
    this.commands = commands;
    this.teams = teams;
    this.clock = clock;
    this.ids = ids;
  }

  /** Refused when the team is on another alert, or has nobody on duty. */
  public CommandResult assign(UUID alertId, String teamId, String by) {
    return commands.runOn(
        alertId,
        alert ->
            new AlertCommand.AssignTeam(
                by,
                teamId,
                teams.findOnDuty(teamId, alert, clock.instant()).orElse(null),
                ids.get()));
  }

  public CommandResult callAgain(UUID alertId, UUID taskId, String teamId, String by) {
    return commands.runOn(
        alertId,
        alert ->
            new AlertCommand.CallAgain(
                taskId, by, teams.findOnDuty(teamId, alert, clock.instant()).orElse(null)));
  }
}
