package muster.dispatch.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate.Answer;
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
import org.jspecify.annotations.Nullable;

/**
 * What can still happen when an alert is over. What people ask of the call-out is refused, and
 * timers and receipts that come late are let pass; but an answer that comes too late is kept, for
 * it tells who would have come.
 */
final class AfterTheEnd {
  private static final Set<TaskState> CALLED_IN_VAIN =
      Set.of(TaskState.STOOD_DOWN, TaskState.UNREACHED);

  private AfterTheEnd() {}

  static Decision decide(Ended alert, AlertCommand command, Instant now) {
    return switch (command) {
      case Issue issue -> overUnless(issue.alertId().equals(alert.issued().alertId()));
      case CallTeams callTeams -> overUnless(false);
      case OpenNextWave open -> overUnless(false);
      case WaveDeadlinePassed late -> PendingDecision.nothing();
      case ReachDeadlinePassed late -> PendingDecision.nothing();
      case UpdateDetails update -> overUnless(false);
      case AddClue clue -> overUnless(alert.last().clues().contains(clue.reportId()));
      case Resolve resolve ->
          overUnless(
              alert.ending() instanceof Ending.Resolved resolved
                  && resolved.outcome() == resolve.outcome());
      case Cancel cancel -> overUnless(alert.ending() instanceof Ending.Cancelled);
      case Expire late -> PendingDecision.nothing();
      case TaskCommand onTask -> decideOnTask(alert, onTask, now);
    };
  }

  private static Decision decideOnTask(Ended alert, TaskCommand command, Instant now) {
    Task task = alert.tasks().get(command.taskId());
    if (task == null) {
      // A receipt of a task that is in no alert is no fault of the call-out.
      return overUnless(command instanceof RecordReceipt);
    }
    return switch (command) {
      case RecordReceipt late -> PendingDecision.nothing();
      case Acknowledge late -> comesTooLate(alert, task, late, now);
      case Decline late -> declinesTooLate(alert, task, late, now);
      case Progress progress ->
          overUnless(task.state() == TaskState.COMPLETED || task.state() == TaskState.RELEASED);
      case Withdraw withdraw -> overUnless(task.state() == TaskState.WITHDRAWN);
      case Complete complete -> overUnless(task.state() == TaskState.COMPLETED);
    };
  }

  /** A change of mind counts too, but not that somebody whose yes was taken says it again. */
  private static Decision comesTooLate(Ended alert, Task task, Acknowledge late, Instant now) {
    boolean news =
        isUnanswered(task)
            || task.state() == TaskState.DECLINED
            || task.state() == TaskState.WITHDRAWN;
    return news && task.lateAnswer() != Answer.COMES
        ? keep(alert, task, late.by(), Answer.COMES, late.etaSeconds(), null, now)
        : overUnless(false);
  }

  private static Decision declinesTooLate(Ended alert, Task task, Decline late, Instant now) {
    if (task.state() == TaskState.DECLINED && task.lateAnswer() == null) {
      return PendingDecision.nothing();
    }
    boolean news = isUnanswered(task) || task.lateAnswer() != null;
    return news && task.lateAnswer() != Answer.CANNOT
        ? keep(alert, task, late.by(), Answer.CANNOT, null, late.reason(), now)
        : overUnless(false);
  }

  private static boolean isUnanswered(Task task) {
    return CALLED_IN_VAIN.contains(task.state()) && !task.answered();
  }

  private static Decision keep(
      Ended alert,
      Task task,
      String by,
      Answer answer,
      @Nullable Integer etaSeconds,
      @Nullable String reason,
      Instant now) {
    return new Decision.RefusedAndKept(
        Rejection.ALERT_OVER,
        List.of(
            new TaskAnsweredLate(
                alert.issued().alertId(),
                now,
                task.id(),
                task.teamId(),
                by,
                answer,
                etaSeconds,
                reason)));
  }

  /**
   * @param repeats the command only repeats what is already so
   */
  private static Decision overUnless(boolean repeats) {
    return repeats ? PendingDecision.nothing() : PendingDecision.rejected(Rejection.ALERT_OVER);
  }

  static AlertState evolve(Ended alert, DispatchEvent event) {
    if (!event.alertId().equals(alert.issued().alertId())) {
      throw AlertEvolution.impossible(event, "of another alert");
    }
    if (event instanceof TaskAnsweredLate late) {
      Task task = alert.tasks().get(late.taskId());
      if (task == null || !task.teamId().equals(late.teamId())) {
        throw AlertEvolution.impossible(event, "no such task");
      }
      return with(alert, task.withLateAnswer(late.answer()));
    }
    throw AlertEvolution.impossible(event, "the alert is over");
  }

  private static Ended with(Ended alert, Task task) {
    LinkedHashMap<UUID, Task> tasks = new LinkedHashMap<>(alert.tasks());
    tasks.put(task.id(), task);
    return new Ended(alert.last().withTasks(tasks), alert.ending(), alert.version() + 1);
  }
}
