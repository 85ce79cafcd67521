package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertCommand.CallTeams;
import muster.dispatch.alert.AlertCommand.Cancel;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Expire;
import muster.dispatch.alert.AlertCommand.Issue;
import muster.dispatch.alert.AlertCommand.LookAgain;
import muster.dispatch.alert.AlertCommand.OpenNextWave;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.ReachDeadlinePassed;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.Resolve;
import muster.dispatch.alert.AlertCommand.TaskCommand;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.alert.AlertCommand.WaveDeadlinePassed;
import muster.dispatch.alert.AlertCommand.Withdraw;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.NotIssued;
import muster.dispatch.alert.AlertState.Running;

/**
 * The rules of a call-out: from a state and a command to what happens. Pure: time and ids come in
 * as arguments.
 *
 * <p>A command that only repeats what is already so is accepted and leads to nothing, for networks
 * deliver twice. After the end nothing happens any more: what people ask for is refused, and timers
 * and receipts that come late are let pass.
 *
 * <p>Rules on a single team's task are in {@link TaskRules}, rules on who is called and when the
 * call-out is covered in {@link WaveRules}.
 */
public final class AlertDecider {
  private AlertDecider() {}

  public static Decision decide(AlertState state, AlertCommand command, Instant now) {
    return switch (state) {
      case NotIssued notIssued ->
          command instanceof Issue issue
              ? issue(issue, now)
              : PendingDecision.rejected(Rejection.NO_SUCH_ALERT);
      case Running running -> decide(new PendingDecision(running, now), command);
      case Ended ended -> afterTheEnd(ended, command);
    };
  }

  private static Decision issue(Issue issue, Instant now) {
    AlertIssued issued =
        new AlertIssued(
            issue.alertId(),
            now,
            issue.by(),
            issue.origin(),
            issue.category(),
            issue.details(),
            issue.jurisdiction(),
            issue.terms());
    CallOut firstWave =
        switch (AlertState.notIssued().evolve(issued)) {
          case Running running -> WaveRules.nextWave(running, Trigger.ISSUED);
          case NotIssued notIssued -> throw new IllegalStateException();
          case Ended ended -> throw new IllegalStateException();
        };
    return new Decision.Accepted(List.of(issued), Optional.of(firstWave));
  }

  private static Decision decide(PendingDecision pending, AlertCommand command) {
    return switch (command) {
      case Issue issue ->
          issue.alertId().equals(pending.alertId())
              ? PendingDecision.nothing()
              : PendingDecision.rejected(Rejection.NO_SUCH_ALERT);
      case CallTeams callTeams -> WaveRules.callTeams(pending, callTeams);
      case OpenNextWave open -> WaveRules.openByHand(pending, open);
      case LookAgain again -> LookAgainRules.lookAgain(pending, again);
      case WaveDeadlinePassed passed -> WaveRules.waveDeadlinePassed(pending, passed);
      case ReachDeadlinePassed passed -> ReachRules.reachDeadlinePassed(pending, passed);
      case UpdateDetails update -> update(pending, update);
      case AddClue clue -> addClue(pending, clue);
      case Resolve resolve ->
          end(
              pending,
              TaskStoodDown.Cause.RESOLVED,
              new AlertResolved(
                  pending.alertId(),
                  pending.now(),
                  resolve.by(),
                  resolve.outcome(),
                  resolve.note()));
      case Cancel cancel ->
          end(
              pending,
              TaskStoodDown.Cause.CANCELLED,
              new AlertCancelled(pending.alertId(), pending.now(), cancel.by(), cancel.reason()));
      case Expire expire ->
          end(
              pending,
              TaskStoodDown.Cause.EXPIRED,
              new AlertExpired(pending.alertId(), pending.now()));
      case TaskCommand onTask -> decideOnTask(pending, onTask);
    };
  }

  private static Decision decideOnTask(PendingDecision pending, TaskCommand command) {
    Task task = pending.alert().tasks().get(command.taskId());
    if (task == null) {
      return PendingDecision.rejected(Rejection.UNKNOWN_TASK);
    }
    return switch (command) {
      case Acknowledge acknowledge -> TaskRules.acknowledge(pending, task, acknowledge);
      case Decline decline -> TaskRules.decline(pending, task, decline);
      case Withdraw withdraw -> TaskRules.withdraw(pending, task, withdraw);
      case Progress progress -> TaskRules.progress(pending, task, progress);
      case Complete complete -> TaskRules.complete(pending, task, complete);
      case RecordReceipt receipt -> TaskRules.receipt(pending, task, receipt);
    };
  }

  private static Decision update(PendingDecision pending, UpdateDetails update) {
    if (!update.details().equals(pending.alert().details())) {
      pending.add(
          new AlertUpdated(pending.alertId(), pending.now(), update.by(), update.details()));
    }
    return pending.accepted();
  }

  private static Decision addClue(PendingDecision pending, AddClue clue) {
    if (!pending.alert().clues().contains(clue.reportId())) {
      pending.add(
          new ClueReceived(
              pending.alertId(),
              pending.now(),
              clue.reportId(),
              clue.by(),
              clue.text(),
              clue.location()));
    }
    return pending.accepted();
  }

  /** Everybody is told to stop before the end, so that the end is the last event. */
  private static Decision end(
      PendingDecision pending, TaskStoodDown.Cause cause, DispatchEvent ending) {
    WaveRules.standDown(pending, task -> task.state().engaged(), cause);
    pending.add(ending);
    return pending.accepted();
  }

  private static Decision afterTheEnd(Ended alert, AlertCommand command) {
    boolean changesNothing =
        switch (command) {
          case Issue issue -> issue.alertId().equals(alert.issued().alertId());
          case CallTeams callTeams -> false;
          case OpenNextWave open -> false;
          case LookAgain late -> true;
          case WaveDeadlinePassed late -> true;
          case ReachDeadlinePassed late -> true;
          case UpdateDetails update -> false;
          case AddClue clue -> alert.last().clues().contains(clue.reportId());
          case Resolve resolve ->
              alert.ending() instanceof Ending.Resolved resolved
                  && resolved.outcome() == resolve.outcome();
          case Cancel cancel -> alert.ending() instanceof Ending.Cancelled;
          case Expire late -> true;
          case RecordReceipt late -> true;
          case Acknowledge acknowledge -> false;
          case Progress progress -> is(alert, progress, TaskState.COMPLETED);
          case Decline decline -> is(alert, decline, TaskState.DECLINED);
          case Withdraw withdraw -> is(alert, withdraw, TaskState.WITHDRAWN);
          case Complete complete -> is(alert, complete, TaskState.COMPLETED);
        };
    return changesNothing
        ? PendingDecision.nothing()
        : PendingDecision.rejected(Rejection.ALERT_OVER);
  }

  private static boolean is(Ended alert, TaskCommand command, TaskState state) {
    return alert.findTask(command.taskId()).filter(task -> task.state() == state).isPresent();
  }
}
