package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate.Answer;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.Decline;
import muster.dispatch.alert.AlertState.Ended;
import org.jspecify.annotations.Nullable;

/**
 * What members say when the alert is over. It is refused, and what is news is kept: as while the
 * alert ran, each speaks for himself or herself, and the team has said no with the last one who
 * could have come, or when its captain says so for all.
 */
final class LateAnswerRules {
  private LateAnswerRules() {}

  /** A change of mind counts too, but not that somebody whose yes was taken says it again. */
  static Decision comes(Ended alert, Task task, Acknowledge late, Instant now) {
    Respondent who = late.who();
    Optional<Answer> before = task.late().find(who);
    boolean known =
        before.isPresent()
            ? before.get() == Answer.COMES
            : yesWasTaken(task, who) && !task.refuses();
    return known || task.state() == TaskState.PASSED_ON
        ? PendingDecision.rejected(Rejection.ALERT_OVER)
        : keep(alert, task, who, Answer.COMES, late.etaSeconds(), null, false, now);
  }

  /** That somebody whose yes was taken can't after all is no news: all are asked anew. */
  static Decision cannot(Ended alert, Task task, Decline late, Instant now) {
    Respondent who = late.who();
    Optional<Answer> before = task.late().find(who);
    boolean forTeam = late.forTeam() && !task.refuses();
    if (!forTeam && before.isEmpty() && hasSaidNo(task, who)) {
      return PendingDecision.nothing();
    }
    boolean known =
        !forTeam && (before.isPresent() ? before.get() == Answer.CANNOT : yesWasTaken(task, who));
    return known || task.state() == TaskState.PASSED_ON
        ? PendingDecision.rejected(Rejection.ALERT_OVER)
        : keep(alert, task, who, Answer.CANNOT, null, late.reason(), othersLeft(task, late), now);
  }

  private static boolean hasSaidNo(Task task, Respondent who) {
    return task.findAnswer(who).filter(last -> !last.comes()).isPresent();
  }

  /** From before members had answers of their own, a team that withdrew still has its yes. */
  private static boolean yesWasTaken(Task task, Respondent who) {
    return task.state() != TaskState.WITHDRAWN
        && task.findAnswer(who).filter(MemberAnswer::comes).isPresent();
  }

  /** Who came to the alert, or would have, is not spoken for by one who says no. */
  private static boolean othersLeft(Task task, Decline late) {
    if (late.forTeam()) {
      return false;
    }
    Respondent who = late.who();
    boolean othersCame =
        task.state() != TaskState.WITHDRAWN && task.comers().anyMatch(comer -> !comer.isOf(who));
    return othersCame
        || task.late().somebodyComesBeside(who)
        || late.available().stream()
            .anyMatch(person -> !person.equals(who.volunteerId()) && !refuses(task, person));
  }

  private static boolean refuses(Task task, String volunteerId) {
    return task.late()
        .find(volunteerId)
        .map(last -> last == Answer.CANNOT)
        .orElseGet(() -> task.isRefusedBy(volunteerId));
  }

  private static Decision keep(
      Ended alert,
      Task task,
      Respondent who,
      Answer answer,
      @Nullable Integer etaSeconds,
      @Nullable String reason,
      boolean othersLeft,
      Instant now) {
    return new Decision.RefusedAndKept(
        Rejection.ALERT_OVER,
        List.of(
            new TaskAnsweredLate(
                alert.issued().alertId(),
                now,
                task.id(),
                task.teamId(),
                who.by(),
                answer,
                etaSeconds,
                reason,
                who.volunteerId(),
                who.said(),
                othersLeft ? true : null)));
  }
}
