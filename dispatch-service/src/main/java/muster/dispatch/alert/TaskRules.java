package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskReachedAgain;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.RecordReceipt;

/**
 * What a team can do with its task, from each state of the task; whether it comes follows from its
 * members' answers, in {@link AnswerRules}, and what help it needs is in {@link HelpRules}.
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
      case ON_SCENE, COMPLETED, RELEASED, PASSED_ON -> PendingDecision.nothing();
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
      case COMPLETED, RELEASED, PASSED_ON -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          PendingDecision.rejected(notOnItsWay(task));
    };
  }

  /**
   * The first confirmation of a call counts. One that comes after the reach deadline counts, too,
   * if teams are missing: the team is waited for again, beside the one that was called in its
   * place.
   */
  static Decision receipt(PendingDecision pending, Task task, RecordReceipt command) {
    if (command.call() != task.call()) {
      return PendingDecision.nothing(); // The device held an offer that is over.
    }
    if (task.state() == TaskState.UNREACHED && command.teamIsFree() && !pending.alert().covered()) {
      pending.add(
          new TaskReachedAgain(
              pending.alertId(),
              pending.now(),
              task.id(),
              task.teamId(),
              command.volunteerId(),
              pending.now().plus(pending.alert().issued().terms().acknowledgementDeadline())));
    } else if (!task.reached()
        && (task.state() == TaskState.OFFERED || task.state() == TaskState.UNREACHED)) {
      pending.add(
          new TaskReached(
              pending.alertId(), pending.now(), task.id(), task.teamId(), command.volunteerId()));
    }
    return pending.accepted();
  }

  static Rejection notOnItsWay(Task task) {
    return switch (task.state()) {
      case STANDBY -> Rejection.ON_STANDBY;
      case DECLINED -> Rejection.ALREADY_DECLINED;
      case WITHDRAWN -> Rejection.ALREADY_WITHDRAWN;
      case OFFERED, UNREACHED, STOOD_DOWN -> Rejection.NOT_ACKNOWLEDGED;
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED, PASSED_ON ->
          throw new IllegalStateException();
    };
  }
}
