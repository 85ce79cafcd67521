package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.Withdraw;

/** What a team can do with its task, from each state of the task. */
final class TaskRules {
  private TaskRules() {}

  /**
   * The first teams to acknowledge are kept, up to the needed number; later ones are put on standby
   * in order. Stood-down and unreached teams are as welcome as any.
   */
  static Decision acknowledge(Draft draft, Task task, Acknowledge command) {
    return switch (task.state()) {
      case OFFERED, STOOD_DOWN, UNREACHED -> {
        if (draft.alert().missing() > 0) {
          draft.add(
              new TaskAcknowledged(
                  draft.alertId(),
                  draft.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  command.etaSeconds()));
        } else {
          draft.add(
              new TaskPutOnStandby(
                  draft.alertId(),
                  draft.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  draft.alert().standby() + 1,
                  command.etaSeconds()));
        }
        WaveRules.settle(draft);
        yield draft.accepted();
      }
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE, COMPLETED -> Draft.nothing();
      case DECLINED -> Draft.rejected(Rejection.ALREADY_DECLINED);
      case WITHDRAWN -> Draft.rejected(Rejection.ALREADY_WITHDRAWN);
    };
  }

  /** A stood-down team may decline too: then no later wave calls it again. */
  static Decision decline(Draft draft, Task task, Decline command) {
    return switch (task.state()) {
      case OFFERED, STOOD_DOWN, UNREACHED -> {
        draft.add(
            new TaskDeclined(
                draft.alertId(),
                draft.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.reason()));
        WaveRules.settle(draft);
        yield draft.accepted();
      }
      case DECLINED -> Draft.nothing();
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE ->
          Draft.rejected(Rejection.ALREADY_ACKNOWLEDGED);
      case WITHDRAWN -> Draft.rejected(Rejection.ALREADY_WITHDRAWN);
      case COMPLETED -> Draft.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /** A team may leave at any time, also from the scene: nobody is held to a danger. */
  static Decision withdraw(Draft draft, Task task, Withdraw command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> {
        draft.add(
            new TaskWithdrawn(
                draft.alertId(),
                draft.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.reason()));
        if (task.state().covers()) {
          WaveRules.fillPlace(draft);
        }
        yield draft.accepted();
      }
      case WITHDRAWN -> Draft.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN -> Draft.rejected(Rejection.NOT_ACKNOWLEDGED);
      case DECLINED -> Draft.rejected(Rejection.ALREADY_DECLINED);
      case COMPLETED -> Draft.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /** Forward only; a stage may be skipped, and an earlier one that arrives late changes nothing. */
  static Decision progress(Draft draft, Task task, Progress command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE -> {
        switch (command.stage()) {
          case EN_ROUTE -> {
            if (task.state() == TaskState.ACKNOWLEDGED) {
              draft.add(
                  new TaskEnRoute(
                      draft.alertId(), draft.now(), task.id(), task.teamId(), command.by()));
            }
          }
          case ON_SCENE ->
              draft.add(
                  new TaskOnScene(
                      draft.alertId(), draft.now(), task.id(), task.teamId(), command.by()));
        }
        yield draft.accepted();
      }
      case ON_SCENE, COMPLETED -> Draft.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          Draft.rejected(notOnItsWay(task));
    };
  }

  static Decision complete(Draft draft, Task task, Complete command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE -> {
        draft.add(
            new TaskCompleted(
                draft.alertId(),
                draft.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.note()));
        yield draft.accepted();
      }
      case COMPLETED -> Draft.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          Draft.rejected(notOnItsWay(task));
    };
  }

  /**
   * The first confirmation counts. One that comes after the reach deadline is recorded, but the
   * team stays unreached: its place in the wave has been given away.
   */
  static Decision receipt(Draft draft, Task task, RecordReceipt command) {
    boolean news =
        !task.reached()
            && (task.state() == TaskState.OFFERED || task.state() == TaskState.UNREACHED);
    if (news) {
      draft.add(
          new TaskReached(
              draft.alertId(), draft.now(), task.id(), task.teamId(), command.volunteerId()));
    }
    return draft.accepted();
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
