package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertChanged;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertMerged;
import muster.contracts.dispatch.DispatchEvent.AlertReopened;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertTakenIn;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import muster.contracts.dispatch.DispatchEvent.EscalationAccepted;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.contracts.dispatch.DispatchEvent.LeadLeft;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import muster.contracts.dispatch.DispatchEvent.NoteAdded;
import muster.contracts.dispatch.DispatchEvent.OutcomeCorrected;
import muster.contracts.dispatch.DispatchEvent.RadioLineRead;
import muster.contracts.dispatch.DispatchEvent.ResponseTargetMissed;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;
import muster.dispatch.alert.AlertCommand.AcceptEscalation;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.AcknowledgeHelp;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertCommand.AddNote;
import muster.dispatch.alert.AlertCommand.AskForHelp;
import muster.dispatch.alert.AlertCommand.AssignTeam;
import muster.dispatch.alert.AlertCommand.CallAgain;
import muster.dispatch.alert.AlertCommand.CallTeams;
import muster.dispatch.alert.AlertCommand.Cancel;
import muster.dispatch.alert.AlertCommand.CompareTeams;
import muster.dispatch.alert.AlertCommand.Complete;
import muster.dispatch.alert.AlertCommand.CorrectOutcome;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Expire;
import muster.dispatch.alert.AlertCommand.Issue;
import muster.dispatch.alert.AlertCommand.LeaveLead;
import muster.dispatch.alert.AlertCommand.LookAgain;
import muster.dispatch.alert.AlertCommand.Merge;
import muster.dispatch.alert.AlertCommand.NoteTelephoneCall;
import muster.dispatch.alert.AlertCommand.OpenNextWave;
import muster.dispatch.alert.AlertCommand.Progress;
import muster.dispatch.alert.AlertCommand.ReachDeadlinePassed;
import muster.dispatch.alert.AlertCommand.ReadRadioLine;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.RemindTeams;
import muster.dispatch.alert.AlertCommand.Reopen;
import muster.dispatch.alert.AlertCommand.Resolve;
import muster.dispatch.alert.AlertCommand.ResponseTargetPassed;
import muster.dispatch.alert.AlertCommand.SendMessage;
import muster.dispatch.alert.AlertCommand.StandDown;
import muster.dispatch.alert.AlertCommand.TakeIn;
import muster.dispatch.alert.AlertCommand.TakeLead;
import muster.dispatch.alert.AlertCommand.TaskCommand;
import muster.dispatch.alert.AlertCommand.TellEscalationAgain;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.alert.AlertCommand.WaveDeadlinePassed;
import muster.dispatch.alert.AlertCommand.Withdraw;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.Running;

/**
 * What can still happen when an alert is over: what was said or written down, another outcome, and
 * for a day that it is opened again. All else that people ask is refused, and timers and receipts
 * that come late are let pass; but an answer that comes too late is kept, for it tells who would
 * have come.
 */
final class AfterTheEnd {
  private static final Duration REOPENED_WITHIN = Duration.ofDays(1);

  private AfterTheEnd() {}

  static Decision decide(Ended alert, AlertCommand command, Instant now) {
    return switch (command) {
      case Issue issue -> overUnless(issue.alertId().equals(alert.issued().alertId()));
      case CallTeams callTeams -> overUnless(false);
      case OpenNextWave open -> overUnless(false);
      case AssignTeam assign -> overUnless(false);
      case LookAgain late -> PendingDecision.nothing();
      case WaveDeadlinePassed late -> PendingDecision.nothing();
      case CompareTeams late -> PendingDecision.nothing();
      case ReachDeadlinePassed late -> PendingDecision.nothing();
      case ResponseTargetPassed late -> PendingDecision.nothing();
      case TellEscalationAgain late -> PendingDecision.nothing();
      case RemindTeams late -> PendingDecision.nothing();
      case AcceptEscalation acceptance -> {
        Escalation escalation = alert.escalation();
        yield overUnless(escalation != null && escalation.isAcceptedBy(acceptance.by()));
      }
      case SendMessage message -> overUnless(false);
      case UpdateDetails update -> overUnless(false);
      case AddClue clue -> overUnless(alert.last().clues().contains(clue.clueId()));
      case Merge merge ->
          overUnless(
              alert.ending() instanceof Ending.Merged merged && merged.into().equals(merge.into()));
      case TakeIn takeIn -> PendingDecision.rejected(Rejection.OTHER_ALERT_OVER);
      case Resolve resolve ->
          overUnless(
              alert.ending() instanceof Ending.Resolved resolved
                  && resolved.outcome() == resolve.outcome());
      case Cancel cancel -> overUnless(alert.ending() instanceof Ending.Cancelled);
      case Expire late -> PendingDecision.nothing();
      case AddNote note -> writeDown(alert, DeskRules.note(alert, note, now));
      case ReadRadioLine line -> writeDown(alert, DeskRules.readLine(alert, line, now));
      case TakeLead take -> overUnless(false);
      case LeaveLead leave -> PendingDecision.nothing();
      case CorrectOutcome correction -> correct(alert, correction, now);
      case Reopen reopen -> reopen(alert, reopen, now);
      case TaskCommand onTask -> decideOnTask(alert, onTask, now);
    };
  }

  /** In a merged alert nobody looks for what is written down now. */
  private static Decision writeDown(Ended alert, Optional<DispatchEvent> written) {
    return alert.ending() instanceof Ending.Merged
        ? PendingDecision.rejected(Rejection.MERGED)
        : written.map(AfterTheEnd::accepted).orElseGet(PendingDecision::nothing);
  }

  private static Decision correct(Ended alert, CorrectOutcome correction, Instant now) {
    if (!(alert.ending() instanceof Ending.Resolved resolved)) {
      return PendingDecision.rejected(Rejection.NOT_RESOLVED);
    }
    boolean same =
        resolved.outcome() == correction.outcome()
            && Objects.equals(resolved.note(), correction.note());
    return same
        ? PendingDecision.nothing()
        : accepted(
            new OutcomeCorrected(
                alertId(alert), now, correction.by(), correction.outcome(), correction.note()));
  }

  private static Decision reopen(Ended alert, Reopen reopen, Instant now) {
    if (alert.ending() instanceof Ending.Merged) {
      return PendingDecision.rejected(Rejection.MERGED);
    }
    if (now.isAfter(alert.ending().at().plus(REOPENED_WITHIN))) {
      return PendingDecision.rejected(Rejection.OVER_FOR_LONG);
    }
    AlertReopened reopened =
        new AlertReopened(
            alertId(alert),
            now,
            reopen.by(),
            reopen.reason(),
            alert.issued().category(),
            alert.issued().jurisdiction(),
            alert.details(),
            alert.issued().number(),
            alert.issued().exercise());
    return new Decision.Accepted(
        List.of(reopened),
        Optional.of(CallOutRules.waveOfTheLastRadius(evolve(alert, reopened), Trigger.BY_HAND)));
  }

  private static Decision accepted(DispatchEvent event) {
    return new Decision.Accepted(List.of(event), Optional.empty());
  }

  private static UUID alertId(Ended alert) {
    return alert.issued().alertId();
  }

  private static Decision decideOnTask(Ended alert, TaskCommand command, Instant now) {
    Task task = alert.tasks().get(command.taskId());
    if (task == null) {
      // A receipt of a task that is in no alert is no fault of the call-out.
      return overUnless(command instanceof RecordReceipt);
    }
    return switch (command) {
      case RecordReceipt late -> PendingDecision.nothing();
      case Acknowledge late -> LateAnswerRules.comes(alert, task, late, now);
      case Decline late -> LateAnswerRules.cannot(alert, task, late, now);
      case Progress progress ->
          overUnless(task.state() == TaskState.COMPLETED || task.state() == TaskState.RELEASED);
      case AskForHelp help -> overUnless(false);
      case AcknowledgeHelp seen -> overUnless(task.help() != null && task.openHelp().isEmpty());
      case NoteTelephoneCall call ->
          alert.ending() instanceof Ending.Merged
              ? overUnless(false)
              : DeskRules.telephone(alert, task, call, now)
                  .map(AfterTheEnd::accepted)
                  .orElseGet(PendingDecision::nothing);
      case CallAgain again -> overUnless(false);
      case StandDown standDown -> overUnless(task.state() == TaskState.STOOD_DOWN);
      case Withdraw withdraw ->
          overUnless(
              task.state() == TaskState.WITHDRAWN
                  || hasSaid(task, withdraw.who(), MemberAnswered.Answer.WITHDRAWS));
      case Complete complete -> overUnless(task.state() == TaskState.COMPLETED);
    };
  }

  private static boolean hasSaid(Task task, Respondent who, MemberAnswered.Answer answer) {
    return task.findAnswer(who).filter(last -> last.answer() == answer).isPresent();
  }

  /**
   * @param repeats the command only repeats what is already so
   */
  private static Decision overUnless(boolean repeats) {
    return repeats ? PendingDecision.nothing() : PendingDecision.rejected(Rejection.ALERT_OVER);
  }

  static AlertState evolve(Ended alert, DispatchEvent event) {
    if (!event.alertId().equals(alertId(alert))) {
      throw AlertEvolution.impossible(event, "of another alert");
    }
    return switch (event) {
      case TaskAnsweredLate late -> withTask(alert, late, task -> task.withLateAnswer(late));
      case TaskTelephoned call ->
          withTask(alert, call, task -> task.telephoned(TelephoneCall.of(call)));
      case NoteAdded note -> withDesk(alert, alert.desk().with(Note.of(note)));
      case RadioLineRead line -> withDesk(alert, alert.desk().with(RadioLine.of(line)));
      case OutcomeCorrected corrected -> evolve(alert, corrected);
      case AlertReopened reopened -> evolve(alert, reopened);
      case AlertIssued _,
          AlertUpdated _,
          AlertChanged _,
          WaveOpened _,
          WaveOpenedV2 _,
          AlertCovered _,
          AlertUncovered _,
          AlertEscalated _,
          EscalationToldAgain _,
          EscalationAccepted _,
          MessageSent _,
          ResponseTargetMissed _,
          DeliveryDoubtful _,
          ClueReceived _,
          LeadTaken _,
          LeadLeft _,
          AlertResolved _,
          AlertCancelled _,
          AlertExpired _,
          AlertMerged _,
          AlertTakenIn _,
          TaskEvent _ ->
          throw AlertEvolution.impossible(event, "the alert is over");
    };
  }

  private static Ended withDesk(Ended alert, DeskWork desk) {
    Running last = alert.last();
    return new Ended(
        last.with(last.tasks(), desk, last.times()), alert.ending(), alert.version() + 1);
  }

  private static Ended withTask(Ended alert, TaskEvent event, UnaryOperator<Task> change) {
    Task task = alert.tasks().get(event.taskId());
    if (task == null || !task.teamId().equals(event.teamId())) {
      throw AlertEvolution.impossible(event, "no such task");
    }
    LinkedHashMap<UUID, Task> tasks = new LinkedHashMap<>(alert.tasks());
    tasks.put(task.id(), change.apply(task));
    return new Ended(alert.last().withTasks(tasks), alert.ending(), alert.version() + 1);
  }

  private static Ended evolve(Ended alert, OutcomeCorrected corrected) {
    if (!(alert.ending() instanceof Ending.Resolved resolved)) {
      throw AlertEvolution.impossible(corrected, "it had no outcome");
    }
    return new Ended(
        alert.last(),
        new Ending.Resolved(resolved.at(), resolved.by(), corrected.outcome(), corrected.note()),
        alert.version() + 1);
  }

  private static Running evolve(Ended alert, AlertReopened reopened) {
    Running last = alert.last();
    LinkedHashMap<UUID, Task> tasks = new LinkedHashMap<>(alert.tasks());
    tasks.replaceAll((id, task) -> task.reopened(reopened.at()));
    return new Running(
        last.issued(),
        new Opening(last.opening().nth() + 1, reopened.at()),
        reopened.details(),
        last.detailsVersion(),
        last.wave(),
        last.widestMeters(),
        null,
        List.of(),
        tasks,
        last.clues(),
        null,
        null,
        last.lookedAgain() + 1,
        false,
        last.desk().withoutLead(),
        last.messages(),
        ResponseTimes.NONE,
        alert.version() + 1);
  }
}
