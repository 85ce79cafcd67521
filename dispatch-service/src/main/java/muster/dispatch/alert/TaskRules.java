package muster.dispatch.alert;

import java.time.Duration;
import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.AskForHelp;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.Withdraw;

/** What a team can do with its task, from each state of the task. */
final class TaskRules {
  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  private TaskRules() {}

  /**
   * The first teams to acknowledge are kept, up to the needed number; later ones are put on standby
   * in order. Stood-down and unreached teams are as welcome as any, but for one that a dispatcher
   * stood down; one that a dispatcher called is kept.
   */
  static Decision acknowledge(PendingDecision pending, Task task, Acknowledge command) {
    return switch (task.state()) {
      case OFFERED, STOOD_DOWN, UNREACHED -> {
        if (task.dismissed()) {
          yield PendingDecision.rejected(Rejection.STOOD_DOWN_BY_HAND);
        }
        if (pending.alert().missing() > 0 || task.assignedBy() != null) {
          pending.add(
              new TaskAcknowledged(
                  pending.alertId(),
                  pending.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  command.etaSeconds()));
        } else {
          pending.add(
              new TaskPutOnStandby(
                  pending.alertId(),
                  pending.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  pending.alert().standby() + 1,
                  command.etaSeconds()));
        }
        WaveRules.settle(pending);
        yield pending.accepted();
      }
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED ->
          PendingDecision.nothing();
      case DECLINED -> PendingDecision.rejected(Rejection.ALREADY_DECLINED);
      case WITHDRAWN -> PendingDecision.rejected(Rejection.ALREADY_WITHDRAWN);
    };
  }

  /** A stood-down team may decline too: then no later wave calls it again. */
  static Decision decline(PendingDecision pending, Task task, Decline command) {
    return switch (task.state()) {
      case OFFERED, STOOD_DOWN, UNREACHED -> {
        pending.add(
            new TaskDeclined(
                pending.alertId(),
                pending.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.reason()));
        WaveRules.settle(pending);
        yield pending.accepted();
      }
      case DECLINED -> PendingDecision.nothing();
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE ->
          PendingDecision.rejected(Rejection.ALREADY_ACKNOWLEDGED);
      case WITHDRAWN -> PendingDecision.rejected(Rejection.ALREADY_WITHDRAWN);
      case COMPLETED, RELEASED -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /** A team may leave at any time, also from the scene: nobody is held to a danger. */
  static Decision withdraw(PendingDecision pending, Task task, Withdraw command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> {
        pending.add(
            new TaskWithdrawn(
                pending.alertId(),
                pending.now(),
                task.id(),
                task.teamId(),
                command.by(),
                command.reason()));
        if (task.state().covers()) {
          WaveRules.fillPlaces(pending);
        }
        yield pending.accepted();
      }
      case WITHDRAWN -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN -> PendingDecision.rejected(Rejection.NOT_ACKNOWLEDGED);
      case DECLINED -> PendingDecision.rejected(Rejection.ALREADY_DECLINED);
      case COMPLETED, RELEASED -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

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
      case ON_SCENE, COMPLETED, RELEASED -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          PendingDecision.rejected(notOnItsWay(task));
    };
  }

  /** What is asked once more is told once more, but for what a network or a finger doubles. */
  static Decision askForHelp(PendingDecision pending, Task task, AskForHelp command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED -> {
        Help last = task.help();
        boolean doubled =
            last != null
                && last.kind() == command.kind()
                && Objects.equals(last.text(), command.text())
                && pending.now().isBefore(last.at().plus(DOUBLED_WITHIN));
        if (!doubled) {
          pending.add(
              new TaskHelpAsked(
                  pending.alertId(),
                  pending.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  command.kind(),
                  command.text()));
        }
        yield pending.accepted();
      }
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
      case COMPLETED, RELEASED -> PendingDecision.nothing();
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
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED -> throw new IllegalStateException();
    };
  }
}
