package muster.dispatch.alert;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDownV2;
import muster.dispatch.alert.AlertCommand.AssignTeam;
import muster.dispatch.alert.AlertCommand.CallAgain;
import muster.dispatch.alert.AlertCommand.StandDown;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Pick;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher does to one team. Whom a dispatcher calls is bound to no radius and to no wave,
 * and is kept when it comes, also beyond the need; one that stands by is kept at once.
 */
final class ByHand {
  private ByHand() {}

  static Decision assign(PendingDecision pending, AssignTeam command) {
    Task task = pending.alert().findTaskOfTeam(command.teamId()).orElse(null);
    if (task == null) {
      return offer(pending, command.taskId(), command.by(), command.pick());
    }
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED, PASSED_ON ->
          PendingDecision.nothing();
      case STANDBY -> keep(pending, task, command.by());
      case OFFERED, UNREACHED, STOOD_DOWN, DECLINED, WITHDRAWN ->
          call(pending, task, command.by(), command.pick());
    };
  }

  /**
   * It has said that it comes: it need not be asked again, nor wait for those before it in line.
   */
  private static Decision keep(PendingDecision pending, Task standby, String by) {
    if (pending.isUnstaffed(standby)) {
      return PendingDecision.rejected(Rejection.NOBODY_ON_DUTY);
    }
    pending.add(
        new TaskPromoted(pending.alertId(), pending.now(), standby.id(), standby.teamId(), by));
    return pending.accepted();
  }

  static Decision callAgain(PendingDecision pending, Task task, CallAgain command) {
    return call(pending, task, command.by(), command.pick());
  }

  private static Decision call(PendingDecision pending, Task task, String by, @Nullable Pick pick) {
    return switch (task.state()) {
      case OFFERED ->
          isBeingTold(pending, task)
              ? PendingDecision.nothing()
              : offer(pending, task.id(), by, pick);
      case UNREACHED, STOOD_DOWN, DECLINED, WITHDRAWN -> offer(pending, task.id(), by, pick);
      case STANDBY -> PendingDecision.rejected(Rejection.ON_STANDBY);
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE ->
          PendingDecision.rejected(Rejection.ALREADY_ACKNOWLEDGED);
      case COMPLETED, RELEASED, PASSED_ON -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /** Called by hand a moment ago, and no device has confirmed yet: this is a double click. */
  private static boolean isBeingTold(PendingDecision pending, Task task) {
    Instant reachBy = AlertDeadlines.reachBy(pending.alert(), task);
    return task.assignedBy() != null && !task.reached() && pending.now().isBefore(reachBy);
  }

  private static Decision offer(
      PendingDecision pending, UUID taskId, String by, @Nullable Pick pick) {
    if (pick == null) {
      return PendingDecision.rejected(Rejection.NOBODY_ON_DUTY);
    }
    Running alert = pending.alert();
    pending.add(
        new TaskOffered(
            pending.alertId(),
            pending.now(),
            taskId,
            pick.teamId(),
            pick.teamName(),
            alert.wave(),
            pick.reason(),
            pending.now().plus(alert.issued().terms().acknowledgementDeadline()),
            null,
            alert.findTask(taskId).map(task -> task.call() + 1).orElse(null),
            by,
            pick.jurisdiction()));
    return pending.accepted();
  }

  /** Its place is filled as if it had withdrawn, but not with this team. */
  static Decision standDown(PendingDecision pending, Task task, StandDown command) {
    return switch (task.state()) {
      case OFFERED, UNREACHED, STOOD_DOWN, ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> {
        if (task.dismissed()) {
          yield PendingDecision.nothing();
        }
        pending.add(
            new TaskStoodDownV2(
                pending.alertId(),
                pending.now(),
                task.id(),
                task.teamId(),
                TaskStoodDownV2.Cause.BY_HAND,
                command.by(),
                command.reason()));
        WaveRules.fillPlaces(pending);
        yield pending.accepted();
      }
      case DECLINED -> PendingDecision.rejected(Rejection.ALREADY_DECLINED);
      case WITHDRAWN -> PendingDecision.rejected(Rejection.ALREADY_WITHDRAWN);
      case COMPLETED, RELEASED, PASSED_ON -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }
}
