package muster.dispatch.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.Escalation;
import muster.dispatch.alert.OpenHelp;
import muster.dispatch.alert.ResponseTimes;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is now, as far as alarms follow from it.
 *
 * @param times null of one that was over before they were kept
 * @param deliveryDoubtful delivery has been in doubt, and nobody was reached since
 * @param droppedOut it was covered, and is not since a team or somebody of one has dropped out
 */
public record AlertFacts(
    UUID alertId,
    @Nullable Integer number,
    JurisdictionCode jurisdiction,
    Severity severity,
    AlertStatus status,
    @Nullable Escalation escalation,
    @Nullable ResponseTimes times,
    List<OpenHelp> openHelp,
    List<TaskFacts> tasks,
    boolean deliveryDoubtful,
    boolean droppedOut) {
  private static final Set<AlertStatus> RUNNING =
      Set.of(AlertStatus.CALLING, AlertStatus.COVERED, AlertStatus.ESCALATED);

  public AlertFacts {
    openHelp = List.copyOf(openHelp);
    tasks = List.copyOf(tasks);
  }

  /**
   * One of its tasks.
   *
   * @param reached a device has confirmed, or a member has answered
   */
  public record TaskFacts(
      UUID taskId,
      TaskState state,
      int wave,
      boolean reached,
      Instant changedAt,
      @Nullable Instant remindedAt,
      @Nullable Instant unstaffedAt) {}

  public boolean isRunning() {
    return RUNNING.contains(status);
  }

  public boolean isCovered() {
    return status == AlertStatus.COVERED;
  }
}
