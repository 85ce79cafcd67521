package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of one alert. {@code by} is always the account that asks; whether it may is
 * decided before (a task's own team, an officer's scope).
 */
public sealed interface AlertCommand {

  /**
   * Call for help.
   *
   * @param exercise nobody is in need
   * @param number null when the alert is only thought of, as for a preview
   */
  record Issue(
      UUID alertId,
      String by,
      AlertOrigin origin,
      Category category,
      AlertDetails details,
      JurisdictionCode jurisdiction,
      CallOutTerms terms,
      boolean exercise,
      @Nullable Integer number)
      implements AlertCommand {

    public Issue numbered(int given) {
      return new Issue(
          alertId, by, origin, category, details, jurisdiction, terms, exercise, given);
    }
  }

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

  /**
   * What the called teams are told, and, if it is another kind of incident or another number is
   * needed, the terms.
   *
   * @param ifVersions refused unless the details have one of these versions; null: whatever they
   *     have
   */
  record UpdateDetails(
      String by,
      AlertDetails details,
      @Nullable NewTerms newTerms,
      @Nullable Set<Integer> ifVersions)
      implements AlertCommand {
    public UpdateDetails {
      ifVersions = ifVersions == null ? null : Set.copyOf(ifVersions);
    }

    public UpdateDetails(String by, AlertDetails details) {
      this(by, details, null, null);
    }
  }

  record NewTerms(Category category, CallOutTerms terms) {}

  record AddNote(String by, String text) implements AlertCommand {}

  /** What was said when it was resolved was not so. */
  record CorrectOutcome(String by, Outcome outcome, @Nullable String note)
      implements AlertCommand {}

  /** It is not over after all. */
  record Reopen(String by, @Nullable String reason) implements AlertCommand {}

  /**
   * A dispatcher wants this team, wherever it is.
   *
   * @param pick how far it is; null when nobody of it is on duty
   * @param taskId a fresh id, for a team that was not called before
   */
  record AssignTeam(String by, String teamId, @Nullable Pick pick, UUID taskId)
      implements AlertCommand {}

  record AddClue(UUID reportId, String by, String text, @Nullable GeoPoint location)
      implements AlertCommand {}

  record Resolve(String by, Outcome outcome, @Nullable String note) implements AlertCommand {}

  record Cancel(String by, String reason) implements AlertCommand {}

  /** Nobody ended the alert in time. */
  record Expire() implements AlertCommand {}

  /** Somebody should be on scene by now. */
  record ResponseTargetPassed() implements AlertCommand {}

  record WaveDeadlinePassed(int wave) implements AlertCommand {}

  /**
   * The time to confirm is over for some teams.
   *
   * @param reachBy every team that should have been reached by then and was not is unreached
   */
  record ReachDeadlinePassed(Instant reachBy) implements AlertCommand {}

  /** What is done with one team's task, mostly by the team. */
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

  /** The team needs help itself. */
  record AskForHelp(UUID taskId, String by, Kind kind, @Nullable String text)
      implements TaskCommand {}

  record Complete(UUID taskId, String by, @Nullable String note) implements TaskCommand {}

  /**
   * A dispatcher calls the team once more.
   *
   * @param pick how far it is now; null when nobody of it is on duty
   */
  record CallAgain(UUID taskId, String by, @Nullable Pick pick) implements TaskCommand {}

  /** A dispatcher does not need this team. */
  record StandDown(UUID taskId, String by, String reason) implements TaskCommand {}

  /** A device of the volunteer has confirmed that it holds the task. */
  record RecordReceipt(UUID taskId, String volunteerId) implements TaskCommand {}
}
