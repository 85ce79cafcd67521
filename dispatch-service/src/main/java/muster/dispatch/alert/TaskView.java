package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * A task as the command center sees it.
 *
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
 * @param unstaffedAt since when all members of the team that comes are off duty; absent as long as
 *     somebody is there
 * @param help what the team asked for last
 * @param lateAnswer what the team said when the alert was over
 */
public record TaskView(
    UUID id,
    UUID alertId,
    String teamId,
    String teamName,
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
    TaskAnsweredLate.@Nullable Answer lateAnswer) {

  /** Views that were stored before members had answers of their own have none. */
  public TaskView {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  public static TaskView of(UUID alertId, Task task) {
    return new TaskView(
        task.id(),
        alertId,
        task.teamId(),
        task.teamName(),
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
        task.lateAnswer());
  }
}
