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
              : Draft.rejected(Rejection.NO_SUCH_ALERT);
      case Running running -> decide(new Draft(running, now), command);
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

  private static Decision decide(Draft draft, AlertCommand command) {
    return switch (command) {
      case Issue issue ->
          issue.alertId().equals(draft.alertId())
              ? Draft.nothing()
              : Draft.rejected(Rejection.NO_SUCH_ALERT);
      case CallTeams callTeams -> WaveRules.callTeams(draft, callTeams);
      case OpenNextWave open -> WaveRules.openByHand(draft, open);
      case WaveDeadlinePassed passed -> WaveRules.waveDeadlinePassed(draft, passed);
      case ReachDeadlinePassed passed -> WaveRules.reachDeadlinePassed(draft, passed);
      case UpdateDetails update -> update(draft, update);
      case AddClue clue -> addClue(draft, clue);
      case Resolve resolve ->
          end(
              draft,
              TaskStoodDown.Cause.RESOLVED,
              new AlertResolved(
                  draft.alertId(), draft.now(), resolve.by(), resolve.outcome(), resolve.note()));
      case Cancel cancel ->
          end(
              draft,
              TaskStoodDown.Cause.CANCELLED,
              new AlertCancelled(draft.alertId(), draft.now(), cancel.by(), cancel.reason()));
      case Expire expire ->
          end(draft, TaskStoodDown.Cause.EXPIRED, new AlertExpired(draft.alertId(), draft.now()));
      case TaskCommand onTask -> decideOnTask(draft, onTask);
    };
  }

  private static Decision decideOnTask(Draft draft, TaskCommand command) {
    Task task = draft.alert().tasks().get(command.taskId());
    if (task == null) {
      return Draft.rejected(Rejection.UNKNOWN_TASK);
    }
    return switch (command) {
      case Acknowledge acknowledge -> TaskRules.acknowledge(draft, task, acknowledge);
      case Decline decline -> TaskRules.decline(draft, task, decline);
      case Withdraw withdraw -> TaskRules.withdraw(draft, task, withdraw);
      case Progress progress -> TaskRules.progress(draft, task, progress);
      case Complete complete -> TaskRules.complete(draft, task, complete);
      case RecordReceipt receipt -> TaskRules.receipt(draft, task, receipt);
    };
  }

  private static Decision update(Draft draft, UpdateDetails update) {
    if (!update.details().equals(draft.alert().details())) {
      draft.add(new AlertUpdated(draft.alertId(), draft.now(), update.by(), update.details()));
    }
    return draft.accepted();
  }

  private static Decision addClue(Draft draft, AddClue clue) {
    if (!draft.alert().clues().contains(clue.reportId())) {
      draft.add(
          new ClueReceived(
              draft.alertId(),
              draft.now(),
              clue.reportId(),
              clue.by(),
              clue.text(),
              clue.location()));
    }
    return draft.accepted();
  }

  /** Everybody is told to stop before the end, so that the end is the last event. */
  private static Decision end(Draft draft, TaskStoodDown.Cause cause, DispatchEvent ending) {
    WaveRules.standDown(draft, task -> task.state().engaged(), cause);
    draft.add(ending);
    return draft.accepted();
  }

  private static Decision afterTheEnd(Ended alert, AlertCommand command) {
    boolean changesNothing =
        switch (command) {
          case Issue issue -> issue.alertId().equals(alert.issued().alertId());
          case CallTeams callTeams -> false;
          case OpenNextWave open -> false;
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
    return changesNothing ? Draft.nothing() : Draft.rejected(Rejection.ALERT_OVER);
  }

  private static boolean is(Ended alert, TaskCommand command, TaskState state) {
    return alert.findTask(command.taskId()).filter(task -> task.state() == state).isPresent();
  }
}
