package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of one alert. {@code by} is always the account that asks; whether it may is
 * decided before (a task's own team, an officer's scope).
 */
public sealed interface AlertCommand {

  record Issue(
      UUID alertId,
      String by,
      AlertOrigin origin,
      Category category,
      AlertDetails details,
      JurisdictionCode jurisdiction,
      CallOutTerms terms)
      implements AlertCommand {}

  /**
   * The answer to a {@link CallOut}, given in the same transaction: these teams are called.
   *
   * @param taskIds one fresh id for each pick, in the picks' order; a team that was called before
   *     keeps the id it has and its fresh one is not used
   */
  record CallTeams(CallOut callOut, Selection selection, List<UUID> taskIds)
      implements AlertCommand {
    public CallTeams {
      taskIds = List.copyOf(taskIds);
      if (taskIds.size() < selection.picks().size()) {
        throw new IllegalArgumentException("each pick needs a task id");
      }
    }
  }

  /**
   * A dispatcher does not wait for the deadline.
   *
   * @param afterWave the wave the dispatcher saw as the latest: a double click opens one wave, not
   *     two; null opens the next one whatever the latest is
   */
  record OpenNextWave(String by, @Nullable Integer afterWave) implements AlertCommand {}

  record UpdateDetails(String by, AlertDetails details) implements AlertCommand {}

  record AddClue(UUID reportId, String by, String text, @Nullable GeoPoint location)
      implements AlertCommand {}

  record Resolve(String by, Outcome outcome, @Nullable String note) implements AlertCommand {}

  record Cancel(String by, String reason) implements AlertCommand {}

  /** Nobody ended the alert in time. */
  record Expire() implements AlertCommand {}

  /** It is time to see whether somebody has come on duty or become free. */
  record LookAgain(Deliveries deliveries) implements AlertCommand {}

  record WaveDeadlinePassed(int wave) implements AlertCommand {}

  /**
   * The time to confirm is over for some teams.
   *
   * @param silentUntil all that devices had said until then has been heard: every team that should
   *     have been reached by then and was not is unreached
   * @param deliveries on all alerts of late, those of this deadline not among them
   */
  record ReachDeadlinePassed(Instant silentUntil, Deliveries deliveries) implements AlertCommand {}

  /** What one team does with its task. */
  sealed interface TaskCommand extends AlertCommand {
    UUID taskId();
  }

  record Acknowledge(UUID taskId, String by, @Nullable Integer etaSeconds) implements TaskCommand {}

  record Decline(UUID taskId, String by, @Nullable String reason) implements TaskCommand {}

  record Withdraw(UUID taskId, String by, @Nullable String reason) implements TaskCommand {}

  record Progress(UUID taskId, String by, Stage stage) implements TaskCommand {
    public enum Stage {
      EN_ROUTE,
      ON_SCENE
    }
  }

  record Complete(UUID taskId, String by, @Nullable String note) implements TaskCommand {}

  /**
   * A device of the volunteer has confirmed that it holds the task.
   *
   * @param call which call of the team it confirms, from 1
   * @param teamIsFree false: the team can't be held for this alert now, so one that was unreached
   *     stays so
   */
  record RecordReceipt(UUID taskId, String volunteerId, int call, boolean teamIsFree)
      implements TaskCommand {}
}
