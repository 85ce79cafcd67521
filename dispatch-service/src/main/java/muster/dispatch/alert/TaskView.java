package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.PickReason;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * A task as the command center sees it.
 *
 * @param alertNumber what the alert is called on the radio; absent of a task that nothing has
 *     happened to since it is shown here, and of an alert that has none
 * @param teamJurisdiction where the team belonged when it was called; absent of one that was called
 *     before that was told
 * @param rank place in line from 1; only on standby
 * @param reached a device has confirmed that it holds the task, or a member has answered
 * @param etaSeconds the estimate of the member who is there first, from that member's answer on
 * @param peopleComing members who have said that they come, of a team that is in or in line
 * @param answers the last one of each member who has answered, oldest first
 * @param replaces the unreached task this one was offered for
 * @param assignedBy who assigned the team by hand or called it again; absent of one that its wave
 *     called
 * @param withdrawnFor why the team was withdrawn without having been asked; absent when it withdrew
 *     by its own word
 * @param unstaffedAt since when all who come with the team are off duty; absent as long as one of
 *     them is there
 * @param help what the team asked for last
 * @param openHelp what it asked for that nobody has taken in hand, oldest first
 * @param remindedAt when it was reminded last that it is waited for
 * @param lateAnswer what the team said when the alert was over
 * @param passedOnTo the team's task in the alert that this one was merged into, if it goes on there
 * @param telephoned when the command center rang the team up last, and what became of that
 * @param version the alert's, when this was read: a stream's event of the task is newer than this
 *     exactly if its version is greater. In every answer; what is stored may lack it
 */
public record TaskView(
    UUID id,
    UUID alertId,
    @Nullable Integer alertNumber,
    String teamId,
    String teamName,
    @Nullable JurisdictionCode teamJurisdiction,
    TaskState state,
    @Nullable Integer rank,
    int wave,
    Instant answerBy,
    Instant offeredAt,
    Instant changedAt,
    boolean reached,
    @Nullable Integer etaSeconds,
    int peopleComing,
    List<MemberAnswer> answers,
    @Nullable UUID replaces,
    PickReason reason,
    @Nullable String assignedBy,
    TaskWithdrawnV2.@Nullable Cause withdrawnFor,
    @Nullable Instant unstaffedAt,
    @Nullable Help help,
    List<Help> openHelp,
    @Nullable Instant remindedAt,
    TaskAnsweredLate.@Nullable Answer lateAnswer,
    @Nullable UUID passedOnTo,
    @Nullable TelephoneCall telephoned,
    @Nullable Long version) {

  /** Views that were stored before there were answers of members, or open requests, have none. */
  public TaskView {
    answers = answers == null ? List.of() : List.copyOf(answers);
    openHelp = openHelp == null ? List.of() : List.copyOf(openHelp);
  }

  /** False, too, where it is not known where the team belongs. */
  boolean isOfTeamIn(JurisdictionCode scope) {
    return teamJurisdiction != null && scope.covers(teamJurisdiction);
  }

  /**
   * @param version the alert's, as the task is
   */
  public static TaskView of(AlertIssued alert, Task task, long version) {
    return new TaskView(
        task.id(),
        alert.alertId(),
        alert.number(),
        task.teamId(),
        task.teamName(),
        task.teamJurisdiction(),
        task.state(),
        task.rank(),
        task.wave(),
        task.answerBy(),
        task.offeredAt(),
        task.changedAt(),
        task.reached(),
        task.etaSeconds(),
        task.state().comes() ? (int) task.comers().count() : 0,
        task.answers(),
        task.replaces(),
        task.reason(),
        task.assignedBy(),
        task.withdrawnFor(),
        task.unstaffedAt(),
        task.help(),
        task.openHelp(),
        task.remindedAt(),
        task.lateAnswer(),
        task.passedOnTo(),
        task.telephoned(),
        version);
  }

  /** The same, read when the alert had this version. */
  public TaskView at(long alertVersion) {
    return new TaskView(
        id,
        alertId,
        alertNumber,
        teamId,
        teamName,
        teamJurisdiction,
        state,
        rank,
        wave,
        answerBy,
        offeredAt,
        changedAt,
        reached,
        etaSeconds,
        peopleComing,
        answers,
        replaces,
        reason,
        assignedBy,
        withdrawnFor,
        unstaffedAt,
        help,
        openHelp,
        remindedAt,
        lateAnswer,
        passedOnTo,
        telephoned,
        alertVersion);
  }
}
