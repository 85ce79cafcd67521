package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertChanged;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.ResponseTargetMissed;
import muster.contracts.dispatch.DispatchEvent.TaskReleased;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
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
import muster.dispatch.alert.AlertCommand.NewTerms;
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
import muster.dispatch.alert.AlertState.NotIssued;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Staffing;

/**
 * The rules of a call-out: from a state and a command to what happens. Pure: time and ids come in
 * as arguments.
 *
 * <p>A command that only repeats what is already so is accepted and leads to nothing, for networks
 * deliver twice.
 *
 * <p>Rules on the answers of a team's members are in {@link AnswerRules}, on what else a team does
 * with its task in {@link TaskRules}, on who is called and when the call-out is covered in {@link
 * WaveRules}, on another place in {@link PlaceRules}, on teams that change in {@link
 * StaffingRules}, on what desks do beside the call-out in {@link DeskRules}, on another alert in
 * {@link MergeRules}, on what is left when it is over in {@link AfterTheEnd}.
 */
public final class AlertDecider {
  private AlertDecider() {}

  /** As if of each team somebody were there when its turn comes. */
  public static Decision decide(AlertState state, AlertCommand command, Instant now) {
    return decide(state, command, now, Set.of());
  }

  /**
   * @param unstaffedStandbys ids of the standby tasks of whose teams nobody is there: they are not
   *     promoted
   */
  public static Decision decide(
      AlertState state, AlertCommand command, Instant now, Set<UUID> unstaffedStandbys) {
    return switch (state) {
      case NotIssued notIssued ->
          command instanceof Issue issue
              ? issue(issue, now)
              : PendingDecision.rejected(Rejection.NO_SUCH_ALERT);
      case Running running -> decide(new PendingDecision(running, now, unstaffedStandbys), command);
      case Ended ended -> AfterTheEnd.decide(ended, command, now);
    };
  }

  /**
   * Ids of the tasks of teams in line, here or taken over by the command, of which nobody could go
   * now.
   *
   * @param teams gives a team as it is now, by its id
   */
  public static Set<UUID> unstaffedStandbys(
      AlertState state, AlertCommand command, Function<String, Staffing> teams) {
    if (!(state instanceof Running alert)) {
      return Set.of();
    }
    Set<UUID> unstaffed = StaffingRules.unstaffedStandbys(alert, teams);
    return command instanceof TakeIn takeIn
        ? Stream.concat(unstaffed.stream(), takeIn.unstaffedStandbys(teams).stream())
            .collect(Collectors.toSet())
        : unstaffed;
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
            issue.terms(),
            issue.number(),
            issue.exercise() ? true : null);
    CallOut firstWave =
        switch (AlertState.notIssued().evolve(issued)) {
          case Running running -> CallOutRules.nextWave(running, Trigger.ISSUED);
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
      case ResponseTargetPassed passed -> missTarget(pending);
      case CompareTeams compare -> StaffingRules.compare(pending, compare);
      case ReachDeadlinePassed passed -> ReachRules.reachDeadlinePassed(pending, passed);
      case TellEscalationAgain again -> EscalationRules.tellAgain(pending, again);
      case AcceptEscalation acceptance -> EscalationRules.accept(pending, acceptance);
      case RemindTeams due -> ReminderRules.remind(pending, due);
      case SendMessage message -> MessageRules.send(pending, message);
      case AssignTeam assign -> ByHand.assign(pending, assign);
      case UpdateDetails update -> update(pending, update);
      case AddClue clue -> addClue(pending, clue);
      case AddNote note -> happens(pending, DeskRules.note(pending.alert(), note, pending.now()));
      case ReadRadioLine line ->
          happens(pending, DeskRules.readLine(pending.alert(), line, pending.now()));
      case TakeLead take -> DeskRules.take(pending, take);
      case LeaveLead leave -> DeskRules.leave(pending, leave);
      case Merge merge -> MergeRules.merge(pending, merge);
      case TakeIn takeIn -> MergeRules.takeIn(pending, takeIn);
      case CorrectOutcome correction -> PendingDecision.rejected(Rejection.NOT_OVER);
      case Reopen reopen ->
          pending.alert().opening().nth() > 1
              ? PendingDecision.nothing()
              : PendingDecision.rejected(Rejection.NOT_OVER);
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
      case Acknowledge acknowledge -> AnswerRules.acknowledge(pending, task, acknowledge);
      case Decline decline -> AnswerRules.decline(pending, task, decline);
      case Withdraw withdraw -> AnswerRules.withdraw(pending, task, withdraw);
      case Progress progress -> TaskRules.progress(pending, task, progress);
      case AskForHelp help -> HelpRules.ask(pending, task, help);
      case AcknowledgeHelp seen -> HelpRules.acknowledge(pending, task, seen);
      case Complete complete -> TaskRules.complete(pending, task, complete);
      case NoteTelephoneCall call ->
          happens(pending, DeskRules.telephone(pending.alert(), task, call, pending.now()));
      case CallAgain again -> ByHand.callAgain(pending, task, again);
      case StandDown standDown -> ByHand.standDown(pending, task, standDown);
      case RecordReceipt receipt -> TaskRules.receipt(pending, task, receipt);
    };
  }

  /** A repetition changes nothing, so it is accepted whatever version it is for. */
  private static Decision update(PendingDecision pending, UpdateDetails update) {
    Running before = pending.alert();
    boolean moved = PlaceRules.isMoved(before.details(), update.details());
    if (!update.details().equals(before.details())) {
      pending.add(
          new AlertUpdated(pending.alertId(), pending.now(), update.by(), update.details()));
    }
    if (moved) {
      PlaceRules.reckonAnew(pending, update.reckoned());
    }
    NewTerms terms = update.newTerms();
    if (terms != null) {
      change(pending, update.by(), terms);
    }
    if (moved) {
      PlaceRules.callAround(pending);
    }
    Set<Integer> ifVersions = update.ifVersions();
    return pending.changedNothing()
            || ifVersions == null
            || ifVersions.contains(before.detailsVersion())
        ? pending.accepted()
        : PendingDecision.rejected(Rejection.DETAILS_CHANGED);
  }

  /** Fewer needed stands down nobody who comes, but those who have not answered. */
  private static void change(PendingDecision pending, String by, NewTerms terms) {
    AlertIssued before = pending.alert().issued();
    if (terms.category() != before.category() || !terms.terms().equals(before.terms())) {
      pending.add(
          new AlertChanged(pending.alertId(), pending.now(), by, terms.category(), terms.terms()));
      WaveRules.fillPlaces(pending);
    }
  }

  private static Decision missTarget(PendingDecision pending) {
    Running alert = pending.alert();
    if (!alert.times().settled()) {
      pending.add(
          new ResponseTargetMissed(
              pending.alertId(),
              pending.now(),
              alert.issued().terms().responseTarget(),
              alert.covering()));
    }
    return pending.accepted();
  }

  private static Decision happens(PendingDecision pending, Optional<DispatchEvent> event) {
    event.ifPresent(pending::add);
    return pending.accepted();
  }

  private static Decision addClue(PendingDecision pending, AddClue clue) {
    hear(pending, clue);
    return pending.accepted();
  }

  static void hear(PendingDecision pending, AddClue clue) {
    if (!pending.alert().clues().contains(clue.clueId())) {
      pending.add(
          new ClueReceived(
              pending.alertId(),
              pending.now(),
              clue.reportId(),
              clue.by(),
              clue.text(),
              clue.location(),
              clue.addition(),
              clue.withdrawal() ? true : null));
    }
  }

  /**
   * Who is on scene is thanked, everybody else is told to stop, before the end: so the end is the
   * last event.
   */
  private static Decision end(
      PendingDecision pending, TaskStoodDown.Cause cause, DispatchEvent ending) {
    for (Task task : pending.alert().listTasks(task -> task.state() == TaskState.ON_SCENE)) {
      pending.add(new TaskReleased(pending.alertId(), pending.now(), task.id(), task.teamId()));
    }
    WaveRules.standDown(pending, task -> task.state().engaged(), cause);
    pending.add(ending);
    return pending.accepted();
  }
}
