package muster.dispatch.alert.command;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import muster.contracts.dispatch.AlertDetails;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.PlaceRules;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.TaskState;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.Pick;
import muster.dispatch.team.TeamIndex;

/** Changes what an alert's teams are told; at another place, how far it is for them, too. */
public final class DetailsUpdates {
  private final AlertCommands commands;
  private final TeamIndex teams;
  private final CallOutPolicies policies;
  private final Clock clock;

  public DetailsUpdates(
      AlertCommands commands, TeamIndex teams, CallOutPolicies policies, Clock clock) {
    this.commands = commands;
    this.teams = teams;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * @param change from the alert as it is, under its lock, to what is to be; how far the teams are
   *     is added here
   */
  public CommandResult update(UUID alertId, Function<AlertState.Issued, UpdateDetails> change) {
    return commands.runOn(
        alertId,
        alert -> {
          UpdateDetails update = change.apply(alert);
          return PlaceRules.isMoved(alert.details(), update.details())
              ? update.withReckoned(reckoned(alert, update.details()))
              : update;
        });
  }

  private List<Pick> reckoned(AlertState.Issued alert, AlertDetails details) {
    List<String> unanswered =
        alert.listTasks(task -> task.state() == TaskState.OFFERED).stream()
            .map(Task::teamId)
            .toList();
    return teams.reckon(
        unanswered,
        details.location(),
        policies.travelAssumptions(alert.issued().category()),
        clock.instant());
  }
}
