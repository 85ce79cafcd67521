package muster.dispatch.alert.command;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import muster.contracts.access.Caller;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.postgres.PositionReadTable;
import muster.dispatch.alert.postgres.PositionReadTable.Occasion;
import muster.dispatch.alert.postgres.StatementBatch;
import muster.dispatch.team.Pick;
import org.jspecify.annotations.Nullable;

/**
 * Calls teams because a dispatcher wants it. The answer tells how far they are, so each call is
 * recorded as a preview is, in its transaction; one that changes nothing reads nothing, and nobody
 * is refused for it.
 */
public final class TeamCalls {
  private final AlertCommands commands;
  private final FreeTeams teams;
  private final AvailableMembers available;
  private final PositionReadTable reads;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public TeamCalls(
      AlertCommands commands,
      FreeTeams teams,
      AvailableMembers available,
      PositionReadTable reads,
      Clock clock,
      Supplier<UUID> ids) {
    this.commands = commands;
    this.teams = teams;
    this.available = available;
    this.reads = reads;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Refused when the team is on another alert, or has nobody on duty and free.
   *
   * @param check of the alert as it is then; what it throws is thrown on
   */
  public CommandResult assign(
      UUID alertId, String teamId, Caller caller, Consumer<AlertState.Issued> check) {
    return run(
        alertId,
        alert -> {
          check.accept(alert);
          return new AlertCommand.AssignTeam(
              caller.subject(), teamId, pick(teamId, alert), ids.get());
        },
        caller,
        Occasion.CALLED,
        task -> task.teamId().equals(teamId));
  }

  public CommandResult callAgain(UUID alertId, UUID taskId, String teamId, Caller caller) {
    return run(
        alertId,
        alert -> new AlertCommand.CallAgain(taskId, caller.subject(), pick(teamId, alert)),
        caller,
        Occasion.CALLED,
        task -> task.id().equals(taskId));
  }

  /**
   * @param after the latest wave as the caller knows it; null: whatever it is
   */
  public CommandResult openWave(UUID alertId, @Nullable Integer after, Caller caller) {
    return callAround(
        alertId,
        new AlertCommand.OpenNextWave(caller.subject(), after, caller.scope().orElse(null)),
        caller,
        Occasion.WAVE_OPENED);
  }

  public CommandResult reopen(UUID alertId, @Nullable String reason, Caller caller) {
    return callAround(
        alertId, new AlertCommand.Reopen(caller.subject(), reason), caller, Occasion.REOPENED);
  }

  /** Read is how far those teams are that were called with the waves that open. */
  private CommandResult callAround(
      UUID alertId, AlertCommand command, Caller caller, Occasion occasion) {
    AtomicInteger waveBefore = new AtomicInteger();
    return run(
        alertId,
        alert -> {
          waveBefore.set(alert.wave());
          return command;
        },
        caller,
        occasion,
        task -> task.wave() > waveBefore.get());
  }

  private CommandResult run(
      UUID alertId,
      Function<AlertState.Issued, AlertCommand> command,
      Caller caller,
      Occasion occasion,
      Predicate<Task> read) {
    return commands.runOnAny(
        alertId,
        state ->
            state instanceof AlertState.Issued alert
                ? Optional.of(command.apply(alert))
                : Optional.empty(),
        (after, batch) -> record(batch, caller, occasion, after, read));
  }

  private void record(
      StatementBatch batch,
      Caller caller,
      Occasion occasion,
      AlertState.Issued alert,
      Predicate<Task> read) {
    reads.record(
        batch,
        new PositionReadTable.Read(
            caller,
            clock.instant(),
            occasion,
            alert.issued().jurisdiction(),
            alert.details().location(),
            alert.tasks().values().stream().filter(read).map(Task::teamId).toList()));
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
