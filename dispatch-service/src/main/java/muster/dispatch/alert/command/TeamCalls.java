package muster.dispatch.alert.command;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.team.Pick;
import org.jspecify.annotations.Nullable;

/** Calls one team because a dispatcher wants it. */
public final class TeamCalls {
  private final AlertCommands commands;
  private final FreeTeams teams;
  private final AvailableMembers available;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public TeamCalls(
      AlertCommands commands,
      FreeTeams teams,
      AvailableMembers available,
      Clock clock,
      Supplier<UUID> ids) {
    this.commands = commands;
    this.teams = teams;
    this.available = available;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Refused when the team is on another alert, or has nobody on duty and free.
   *
   * @param check of the alert as it is then; what it throws is thrown on
   */
  public CommandResult assign(
      UUID alertId, String teamId, String by, Consumer<AlertState.Issued> check) {
    return commands.runOn(
        alertId,
        alert -> {
          check.accept(alert);
          return new AlertCommand.AssignTeam(by, teamId, pick(teamId, alert), ids.get());
        });
  }

  public CommandResult callAgain(UUID alertId, UUID taskId, String teamId, String by) {
    return commands.runOn(
        alertId, alert -> new AlertCommand.CallAgain(taskId, by, pick(teamId, alert)));
  }

  /**
   * Null when all who are on duty come with another team, or to another alert; a team that is
   * itself on another alert is refused as such.
   */
  private @Nullable Pick pick(String teamId, AlertState.Issued alert) {
    return teams
        .findOnDuty(teamId, alert, clock.instant())
        .filter(
            pick ->
                available.hasSomebodyToAsk(alert, teamId)
                    || teams.isOnOtherAlert(teamId, alert.issued().alertId()))
        .orElse(null);
  }
}
