package muster.dispatch.alert;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * A task as the command center sees it.
 *
 * @param rank place in line from 1; only on standby
 * @param reached a device has confirmed that it holds the task, or the team has answered
 * @param replaces the unreached task this one was offered for
 * @param assignedBy who assigned the team by hand or called it again; absent of one that its wave
 *     called
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
    @Nullable UUID replaces,
    PickReason reason,
    @Nullable String assignedBy,
    @Nullable Help help,
    TaskAnsweredLate.@Nullable Answer lateAnswer) {

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
        task.replaces(),
        task.reason(),
        task.assignedBy(),
        task.help(),
        task.lateAnswer());
  }
}
