package muster.dispatch.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Selection;
import muster.dispatch.team.Staffing;
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
   * @param scope of the dispatcher: its teams may be called in this wave, too; null adds none
   */
  record OpenNextWave(String by, @Nullable Integer afterWave, @Nullable JurisdictionCode scope)
      implements AlertCommand {
    OpenNextWave(String by, @Nullable Integer afterWave) {
      this(by, afterWave, null);
    }
  }

  /**
   * What the called teams are told, and, if it is another kind of incident or another number is
   * needed, the terms.
   *
   * @param reckoned how far the teams are that have not answered, if the place is another one; what
   *     is said of other teams does not matter
   * @param ifVersions refused unless the details have one of these versions; null: whatever they
   *     have
   */
  record UpdateDetails(
      String by,
      AlertDetails details,
      List<Pick> reckoned,
      @Nullable NewTerms newTerms,
      @Nullable Set<Integer> ifVersions)
      implements AlertCommand {
    public UpdateDetails {
      reckoned = List.copyOf(reckoned);
      ifVersions = ifVersions == null ? null : Set.copyOf(ifVersions);
    }

    public UpdateDetails(
        String by,
        AlertDetails details,
        @Nullable NewTerms newTerms,
        @Nullable Set<Integer> ifVersions) {
      this(by, details, List.of(), newTerms, ifVersions);
    }

    public UpdateDetails(String by, AlertDetails details) {
      this(by, details, null, null);
    }

    public UpdateDetails withReckoned(List<Pick> picks) {
      return new UpdateDetails(by, details, picks, newTerms, ifVersions);
    }
  }

  record NewTerms(Category category, CallOutTerms terms) {}

  record AddNote(String by, String text) implements AlertCommand {}

  /** A line was read out over the radio. */
  record ReadRadioLine(String by, String text) implements AlertCommand {}

  /**
   * @param name what the account is called
   */
  record TakeLead(String by, String name) implements AlertCommand {}

  record LeaveLead(String by) implements AlertCommand {}

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

  /**
   * @param addition what was added to the report, or its withdrawal; null for the report itself
   * @param withdrawal the reporter takes the report back, and the text says why
   */
  record AddClue(
      UUID reportId,
      String by,
      String text,
      @Nullable GeoPoint location,
      @Nullable UUID addition,
      boolean withdrawal)
      implements AlertCommand {
    public AddClue(UUID reportId, String by, String text, @Nullable GeoPoint location) {
      this(reportId, by, text, location, null, false);
    }

    /** What tells it from all other clues. */
    UUID clueId() {
      return addition == null ? reportId : addition;
    }
  }

  /**
   * The alert goes on in another one; given in one transaction with that one's {@link TakeIn}.
   *
   * @param passedOn the tasks of the teams that go on there, in the order in which they are taken
   *     over, each with its id there
   */
  record Merge(
      String by, UUID into, @Nullable Integer intoNumber, SequencedMap<UUID, UUID> passedOn)
      implements AlertCommand {
    public Merge {
      passedOn = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(passedOn));
    }
  }

  /**
   * Another alert goes on in this one.
   *
   * @param teams in the order in which they are taken over
   * @param clues of the other alert; those that are known here, too, change nothing
   */
  record TakeIn(
      String by,
      UUID from,
      @Nullable Integer fromNumber,
      List<TakenTeam> teams,
      List<AddClue> clues)
      implements AlertCommand {
    public TakeIn {
      teams = List.copyOf(teams);
      clues = List.copyOf(clues);
    }

    /** As {@link StaffingRules#unstaffedStandbys}, of the teams that are taken over. */
    Set<UUID> unstaffedStandbys(Function<String, Staffing> staffing) {
      return teams.stream()
          .filter(team -> team.task().state() == TaskState.STANDBY)
          .filter(
              team -> !StaffingRules.isStaffed(team.task(), staffing.apply(team.task().teamId())))
          .map(TakenTeam::taskId)
          .collect(Collectors.toSet());
    }

    /** Ids of those who come with the teams. */
    public Set<String> peopleComing() {
      return teams.stream()
          .flatMap(team -> team.task().comers())
          .map(MemberAnswer::volunteerId)
          .collect(Collectors.toSet());
    }
  }

  /**
   * A team that comes to the other alert, or stands by.
   *
   * @param taskId here
   * @param task there, with the answers of those who do not come to this alert with another team
   */
  record TakenTeam(UUID taskId, Task task) {}

  record Resolve(String by, Outcome outcome, @Nullable String note) implements AlertCommand {}

  record Cancel(String by, String reason) implements AlertCommand {}

  /** Nobody ended the alert in time. */
  record Expire() implements AlertCommand {}

  /** Somebody should be on scene by now. */
  record ResponseTargetPassed() implements AlertCommand {}

  /**
   * Says something to teams.
   *
   * @param taskId the one team's that it is for, or
   * @param teamId the one team; with neither it is for all that come
   */
  record SendMessage(String by, String text, @Nullable UUID taskId, @Nullable String teamId)
      implements AlertCommand {}

  /** The parent jurisdiction takes it over; whether the account is of it is decided before. */
  record AcceptEscalation(String by) implements AlertCommand {}

  /**
   * Nobody of the parent jurisdiction has accepted it in time.
   *
   * @param told how often it had been told by then
   */
  record TellEscalationAgain(int told) implements AlertCommand {}

  /**
   * Some teams should be on their way by now.
   *
   * @param dueUntil those whose time to say so was over by then
   */
  record RemindTeams(Instant dueUntil) implements AlertCommand {}

  /** It is time to see whether somebody has come on duty or become free. */
  record LookAgain(Deliveries deliveries) implements AlertCommand {}

  record WaveDeadlinePassed(int wave) implements AlertCommand {}

  /**
   * Teams that the alert holds may have changed, or people of theirs may have said elsewhere that
   * they come.
   *
   * @param teams as they are now, by their ids; of others nothing is said
   * @param onOtherAlert ids of their people who come to another alert and so not to this one
   */
  record CompareTeams(Map<String, Staffing> teams, Set<String> onOtherAlert)
      implements AlertCommand {
    public CompareTeams {
      teams = Map.copyOf(teams);
      onOtherAlert = Set.copyOf(onOtherAlert);
    }

    CompareTeams(Map<String, Staffing> teams) {
      this(teams, Set.of());
    }
  }

  /**
   * The time to confirm is over for some teams.
   *
   * @param silentUntil all that devices had said until then has been heard: every team that should
   *     have been reached by then and was not is unreached
   * @param deliveries on all alerts of late, those of this deadline not among them
   */
  record ReachDeadlinePassed(Instant silentUntil, Deliveries deliveries) implements AlertCommand {}

  /** What is done with one team's task, mostly by the team or one of its members. */
  sealed interface TaskCommand extends AlertCommand {
    UUID taskId();
  }

  /** A member comes; said again with another estimate, it is corrected. */
  record Acknowledge(UUID taskId, Respondent who, @Nullable Integer etaSeconds)
      implements TaskCommand {}

  /**
   * A member cannot come.
   *
   * @param forTeam nor does anybody else of the team; only its captain may say so
   * @param available ids of the team's members who are on duty and not on another alert, as of just
   *     before; when all of these cannot, the team declines
   */
  record Decline(
      UUID taskId, Respondent who, @Nullable String reason, boolean forTeam, Set<String> available)
      implements TaskCommand {
    public Decline {
      available = Set.copyOf(available);
    }
  }

  /**
   * A member who had said yes can't come after all.
   *
   * @param available ids of the team's other members who are on duty and not on another alert, as
   *     of just before; when the last one who came leaves, those who have not answered are asked
   */
  record Withdraw(UUID taskId, Respondent who, @Nullable String reason, Set<String> available)
      implements TaskCommand {
    public Withdraw {
      available = Set.copyOf(available);
    }
  }

  record Progress(UUID taskId, String by, Stage stage) implements TaskCommand {
    public enum Stage {
      EN_ROUTE,
      ON_SCENE
    }
  }

  /** The team needs help itself. */
  record AskForHelp(UUID taskId, String by, Kind kind, @Nullable String text)
      implements TaskCommand {}

  /**
   * Somebody at the command center has the team's requests for help in hand.
   *
   * @param askedUntil those that it has made until then; null: until now
   */
  record AcknowledgeHelp(UUID taskId, String by, @Nullable Instant askedUntil)
      implements TaskCommand {}

  record Complete(UUID taskId, String by, @Nullable String note) implements TaskCommand {}

  /**
   * A dispatcher calls the team once more.
   *
   * @param pick how far it is now; null when nobody of it is on duty
   */
  record CallAgain(UUID taskId, String by, @Nullable Pick pick) implements TaskCommand {}

  /**
   * Somebody has rung the team up.
   *
   * @param volunteerId the member who was rung; null: nobody in particular
   */
  record NoteTelephoneCall(
      UUID taskId, String by, @Nullable String volunteerId, TaskTelephoned.Result result)
      implements TaskCommand {}

  /** A dispatcher does not need this team. */
  record StandDown(UUID taskId, String by, String reason) implements TaskCommand {}

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
