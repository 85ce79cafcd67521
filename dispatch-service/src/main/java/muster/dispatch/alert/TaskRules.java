package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.RecordReceipt;

/**
 * What a team can do with its task, from each state of the task; whether it comes follows from its
 * members' answers, in {@link AnswerRules}.
 */
final class TaskRules {
  private TaskRules() {}

  /** Forward only; a stage may be skipped, and an earlier one that arrives late changes nothing. */
  static Decision progress(PendingDecision pending, Task task, Progress command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE -> {
        switch (command.stage()) {
          case EN_ROUTE -> {
            if (task.state() == TaskState.ACKNOWLEDGED) {
              pending.add(
                  new TaskEnRoute(
                      pending.alertId(), pending.now(), task.id(), task.teamId(), command.by()));
            }
          }
          case ON_SCENE ->
              pending.add(
                  new TaskOnScene(
                      pending.alertId(), pending.now(), task.id(), task.teamId(), command.by()));
        }
        yield pending.accepted();
      }
      case ON_SCENE, COMPLETED -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          PendingDecision.rejected(notOnItsWay(task));
    };
  }

  static Decision complete(PendingDecision pending, Task task, Complete command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE -> {
        pending.add(
            new TaskCompleted(
                pending.alertId(),
                pending.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.note()));
        yield pending.accepted();
      }
      case COMPLETED -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          PendingDecision.rejected(notOnItsWay(task));
    };
  }

  /**
   * The first confirmation counts. One that comes after the reach deadline is recorded, but the
   * team stays unreached: its place in the wave has been given away.
   */
  static Decision receipt(PendingDecision pending, Task task, RecordReceipt command) {
    boolean news =
        !task.reached()
            && (task.state() == TaskState.OFFERED || task.state() == TaskState.UNREACHED);
    if (news) {
      pending.add(
          new TaskReached(
              pending.alertId(), pending.now(), task.id(), task.teamId(), command.volunteerId()));
    }
    return pending.accepted();
  }

  private static Rejection notOnItsWay(Task task) {
    return switch (task.state()) {
      case STANDBY -> Rejection.ON_STANDBY;
      case DECLINED -> Rejection.ALREADY_DECLINED;
      case WITHDRAWN -> Rejection.ALREADY_WITHDRAWN;
      case OFFERED, UNREACHED, STOOD_DOWN -> Rejection.NOT_ACKNOWLEDGED;
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED -> throw new IllegalStateException();
    };
  }
}
