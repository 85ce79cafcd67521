package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.PlaceRules;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.postgres.PositionReadTable;
import muster.dispatch.alert.postgres.StatementBatch;
import muster.dispatch.team.Pick;
import org.jspecify.annotations.Nullable;

/**
 * Changes what an alert's teams are told; at another place, how far it is for them, too. That tells
 * how far people are from a place of the caller's choice, so it is recorded as a preview is, and
 * counts among those that an account may have.
 */
public final class DetailsUpdates {
  private final AlertCommands commands;
  private final FreeTeams teams;
  private final PositionReadTable reads;
  private final Clock clock;

  public DetailsUpdates(
      AlertCommands commands, FreeTeams teams, PositionReadTable reads, Clock clock) {
    this.commands = commands;
    this.teams = teams;
    this.reads = reads;
    this.clock = clock;
  }

  /** What became of the change. */
  public sealed interface Result {
    record Ran(CommandResult result) implements Result {}

    /** Nothing was changed: the place would be another one, and the account has moved enough. */
    record TooMany(Duration retryAfter) implements Result {}
  }

  /**
   * @param change from the alert as it is, under its lock, to what is to be; how far the teams are
   *     is added here
   */
  public Result update(
      Caller caller, UUID alertId, Function<AlertState.Issued, UpdateDetails> change) {
    Attempt attempt = new Attempt(caller, change);
    CommandResult result = commands.runOnAny(alertId, attempt::command, attempt::record);
    Duration retryAfter = attempt.retryAfter.get();
    return retryAfter == null ? new Result.Ran(result) : new Result.TooMany(retryAfter);
  }

  /** The command is asked for again when the transaction is tried again. */
  private final class Attempt {
    private final Caller caller;
    private final Function<AlertState.Issued, UpdateDetails> change;
    private final AtomicReference<@Nullable Duration> retryAfter = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> readAt = new AtomicReference<>();

    Attempt(Caller caller, Function<AlertState.Issued, UpdateDetails> change) {
      this.caller = caller;
      this.change = change;
    }

    Optional<? extends AlertCommand> command(AlertState state) {
      retryAfter.set(null);
      readAt.set(null);
      if (!(state instanceof AlertState.Issued alert)) {
        return Optional.empty();
      }
      UpdateDetails update = change.apply(alert);
      if (!(alert instanceof AlertState.Running)
          || !PlaceRules.isMoved(alert.details(), update.details())) {
        return Optional.of(update);
      }
      Instant now = clock.instant();
      Optional<Duration> wait = reads.waitOf(caller.subject(), now);
      if (wait.isPresent()) {
        retryAfter.set(wait.get());
        return Optional.empty();
      }
      readAt.set(now);
      return Optional.of(update.withReckoned(reckoned(alert, update.details(), now)));
    }

    /**
     * With the distances of all who are not there yet: they were reckoned anew, or are called for
     * this place.
     */
    void record(AlertState.Issued after, StatementBatch batch) {
      Instant at = readAt.get();
      if (at != null) {
        reads.record(
            batch,
            new PositionReadTable.Read(
                caller,
                at,
                PositionReadTable.Occasion.MOVED,
                after.issued().jurisdiction(),
                after.details().location(),
                notThereYet(after)));
      }
    }
  }

  private List<Pick> reckoned(AlertState.Issued alert, AlertDetails details, Instant now) {
    return teams.reckon(notThereYet(alert), alert, details.location(), now);
  }

  private static List<String> notThereYet(AlertState.Issued alert) {
    return PlaceRules.listReckoned(alert).stream().map(Task::teamId).toList();
  }
}
