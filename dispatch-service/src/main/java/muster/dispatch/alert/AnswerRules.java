package muster.dispatch.alert;

import java.util.Optional;
import java.util.Set;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertCommand.Withdraw;
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a called team say, and what that makes of the team: it comes when the first
 * one comes, declines when the last one who could come cannot, and withdraws with the last one who
 * came. Each may think otherwise as long as the alert runs.
 */
final class AnswerRules {
  /** Each opens a wave and rings others up; who has used them up is taken at a person's word. */
  private static final int MOST_WITHDRAWALS = 3;

  private AnswerRules() {}

  /**
   * The first teams of which somebody comes are kept, up to the needed number of teams, or until
   * enough people come with them; later ones are put on standby in order. Teams that were stood
   * down or not reached, and those that have declined or withdrawn, are as welcome as any, but for
   * one that a dispatcher stood down; one that a dispatcher called is kept. Only of who has left
   * three times a further yes is taken by the command center alone: each time, others were stood
   * down and rung up again.
   */
  static Decision acknowledge(PendingDecision pending, Task task, Acknowledge command) {
    Respondent who = command.who();
    Integer eta = command.etaSeconds();
    if (isDone(task) || (task.state().comes() && knows(task, who, eta))) {
      return PendingDecision.nothing();
    }
    if (task.dismissed()) {
      return PendingDecision.rejected(Rejection.STOOD_DOWN_BY_HAND);
    }
    if (pending.alert().comesWithOtherTeam(task, who)) {
      return PendingDecision.rejected(Rejection.PERSON_ON_OTHER_TASK);
    }
    if (who.said() == Said.APP && hasLeftTooOften(pending.alert(), task, who)) {
      return PendingDecision.rejected(Rejection.WITHDRAWN_TOO_OFTEN);
    }
    answer(pending, task, who, Answer.COMES, eta, null);
    if (!task.state().comes()) {
      come(pending, task, command);
    } else {
      settleWherePeopleAreNeeded(pending);
    }
    return pending.accepted();
  }

  /** There every answer counts, not only what it makes of the team. */
  private static void settleWherePeopleAreNeeded(PendingDecision pending) {
    if (pending.alert().needsPeople()) {
      WaveRules.settle(pending);
    }
  }

  private static boolean isDone(Task task) {
    return task.state() == TaskState.COMPLETED || task.state() == TaskState.RELEASED;
  }

  /** That the member comes, and when; who gives no estimate leaves the one that was given. */
  private static boolean knows(Task task, Respondent who, @Nullable Integer etaSeconds) {
    Optional<MemberAnswer> before = task.findAnswer(who).filter(MemberAnswer::comes);
    return before.isPresent()
        && (etaSeconds == null || etaSeconds.equals(before.get().etaSeconds()));
  }

  /** With whatever teams. Who comes and gives another estimate has not left since. */
  private static boolean hasLeftTooOften(Running alert, Task task, Respondent who) {
    int withdrawals =
        alert.tasks().values().stream()
            .mapToInt(each -> each.withdrawals().getOrDefault(who.volunteerId(), 0))
            .sum();
    return withdrawals >= MOST_WITHDRAWALS && !task.isComing(who);
  }

  private static void come(PendingDecision pending, Task task, Acknowledge command) {
    if (pending.alert().missing() > 0 || task.assignedBy() != null) {
      pending.add(
          new TaskAcknowledged(
              pending.alertId(),
              pending.now(),
              task.id(),
              task.teamId(),
              command.who().by(),
              command.etaSeconds()));
    } else {
      pending.add(
          new TaskPutOnStandby(
              pending.alertId(),
              pending.now(),
              task.id(),
              task.teamId(),
              command.who().by(),
              pending.alert().standby() + 1,
              command.etaSeconds()));
    }
    WaveRules.settle(pending);
  }

  /**
   * A stood-down team may decline too: then no later wave calls it again. A team that comes goes on
   * without the member; who comes and says so has thought otherwise and withdraws. When the captain
   * says it for all, so do all.
   */
  static Decision decline(PendingDecision pending, Task task, Decline command) {
    Respondent who = command.who();
    boolean news = task.findAnswer(who).filter(answer -> !answer.comes()).isEmpty();
    return switch (task.state()) {
      case OFFERED, STOOD_DOWN, UNREACHED -> {
        if (news) {
          answer(pending, task, who, Answer.CANNOT, null, command.reason());
        }
        Task after = pending.alert().findTask(task.id()).orElseThrow();
        if (command.forTeam() || nobodyIsLeft(pending, after, command.available())) {
          pending.add(
              new TaskDeclined(
                  pending.alertId(),
                  pending.now(),
                  task.id(),
                  task.teamId(),
                  who.by(),
                  command.reason()));
          WaveRules.settle(pending);
        }
        yield pending.accepted();
      }
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> {
        if (command.forTeam()) {
          yield takeBack(pending, task, command);
        }
        if (task.isComing(who)) {
          yield withdraw(
              pending, task, new Withdraw(task.id(), who, command.reason(), command.available()));
        }
        if (news) {
          answer(pending, task, who, Answer.CANNOT, null, command.reason());
          settleWherePeopleAreNeeded(pending);
        }
        yield pending.accepted();
      }
      case DECLINED, WITHDRAWN -> {
        if (news) {
          answer(pending, task, who, Answer.CANNOT, null, command.reason());
        }
        yield pending.accepted();
      }
      case COMPLETED, RELEASED, PASSED_ON -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /**
   * The captain has the last word on a team that was let in: whoever comes with it withdraws, and
   * nobody else of it is asked.
   */
  private static Decision takeBack(PendingDecision pending, Task task, Decline command) {
    Respondent captain = command.who();
    if (task.isComing(captain)) {
      answer(pending, task, captain, Answer.WITHDRAWS, null, command.reason());
    } else if (task.findAnswer(captain).isEmpty()) {
      answer(pending, task, captain, Answer.CANNOT, null, command.reason());
    }
    for (MemberAnswer comer : task.comers().filter(each -> !each.isOf(captain)).toList()) {
      Respondent heard = new Respondent(comer.volunteerId(), captain.by(), captain.said());
      answer(pending, task, heard, Answer.WITHDRAWS, null, null);
    }
    withdrawTeam(pending, task, captain, command.reason(), null);
    if (task.state().covers()) {
      WaveRules.fillPlaces(pending);
    }
    return pending.accepted();
  }

  /** Who comes with another team does not come with this one. */
  private static boolean nobodyIsLeft(PendingDecision pending, Task task, Set<String> available) {
    Set<String> withOthers = pending.alert().peopleOfOthersThan(task.teamId());
    return available.stream()
        .allMatch(person -> task.isRefusedBy(person) || withOthers.contains(person));
  }

  /**
   * A member may leave at any time, also from the scene: nobody is held to a danger. The team goes
   * on while anybody of it comes.
   */
  static Decision withdraw(PendingDecision pending, Task task, Withdraw command) {
    Respondent who = command.who();
    return switch (task.state()) {
      case ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE -> {
        Optional<MemberAnswer> before = task.findAnswer(who);
        if (before.isEmpty() || before.get().answer() == Answer.CANNOT) {
          yield PendingDecision.rejected(Rejection.NOT_ACKNOWLEDGED);
        }
        if (before.get().comes()) {
          answer(pending, task, who, Answer.WITHDRAWS, null, command.reason());
          leave(pending, task, command);
        }
        yield pending.accepted();
      }
      case WITHDRAWN -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN -> PendingDecision.rejected(Rejection.NOT_ACKNOWLEDGED);
      case DECLINED -> PendingDecision.rejected(Rejection.ALREADY_DECLINED);
      case COMPLETED, RELEASED, PASSED_ON -> PendingDecision.rejected(Rejection.ALREADY_COMPLETED);
    };
  }

  /**
   * The team with the last one; where people are needed, each is missed. But one who leaves does
   * not answer for the others: while some of them have not, a wave may call the team again.
   */
  private static void leave(PendingDecision pending, Task task, Withdraw command) {
    Task after = pending.alert().findTask(task.id()).orElseThrow();
    boolean last = after.comers().findAny().isEmpty();
    if (last) {
      @Nullable Boolean othersLeft =
          nobodyIsLeft(pending, after, command.available()) ? null : true;
      withdrawTeam(pending, task, command.who(), command.reason(), othersLeft);
    }
    if (task.state().covers() && (last || pending.alert().needsPeople())) {
      WaveRules.fillPlaces(pending);
    }
  }

  private static void withdrawTeam(
      PendingDecision pending,
      Task task,
      Respondent who,
      @Nullable String reason,
      @Nullable Boolean othersLeft) {
    pending.add(
        new TaskWithdrawn(
            pending.alertId(),
            pending.now(),
            task.id(),
            task.teamId(),
            who.by(),
            reason,
            othersLeft));
  }

  private static void answer(
      PendingDecision pending,
      Task task,
      Respondent who,
      Answer answer,
      @Nullable Integer etaSeconds,
      @Nullable String reason) {
    pending.add(
        new MemberAnswered(
            pending.alertId(),
            pending.now(),
            task.id(),
            task.teamId(),
            who.volunteerId(),
            who.by(),
            answer,
            etaSeconds,
            who.said(),
            reason));
  }
}
