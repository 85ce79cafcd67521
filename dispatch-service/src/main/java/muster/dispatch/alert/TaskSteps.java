package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/** A task with some parts changed. */
final class TaskSteps {
  private final Task before;
  private TaskState state;
  private @Nullable Integer rank;
  private boolean reached;
  private Instant answerBy;
  private PickReason reason;
  private @Nullable String assignedBy;
  private boolean dismissed;
  private @Nullable Integer etaSeconds;
  private List<MemberAnswer> answers;
  private Map<String, Integer> withdrawals;
  private Instant changedAt;
  private TaskWithdrawnV2.@Nullable Cause withdrawnFor;
  private boolean othersLeft;
  private @Nullable Instant unstaffedAt;
  private @Nullable Help help;
  private List<Help> openHelp;
  private @Nullable Instant remindedAt;
  private LateAnswers late;
  private @Nullable UUID passedOnTo;
  private @Nullable TelephoneCall telephoned;

  TaskSteps(Task before) {
    this.before = before;
    state = before.state();
    rank = before.rank();
    reached = before.reached();
    answerBy = before.answerBy();
    reason = before.reason();
    assignedBy = before.assignedBy();
    dismissed = before.dismissed();
    etaSeconds = before.etaSeconds();
    answers = before.answers();
    withdrawals = before.withdrawals();
    changedAt = before.changedAt();
    withdrawnFor = before.withdrawnFor();
    othersLeft = before.othersLeft();
    unstaffedAt = before.unstaffedAt();
    help = before.help();
    openHelp = before.openHelp();
    remindedAt = before.remindedAt();
    late = before.late();
    passedOnTo = before.passedOnTo();
    telephoned = before.telephoned();
  }

  /** Not in line any more; what is only so of the state before is not so any more either. */
  TaskSteps state(TaskState next, Instant at) {
    state = next;
    rank = null;
    changedAt = at;
    withdrawnFor = next == TaskState.WITHDRAWN ? withdrawnFor : null;
    othersLeft = next == TaskState.WITHDRAWN && othersLeft;
    unstaffedAt = next.engaged() && next.covers() ? unstaffedAt : null;
    return this;
  }

  TaskSteps rank(int inLine) {
    rank = inLine;
    return this;
  }

  TaskSteps reached() {
    reached = true;
    return this;
  }

  TaskSteps answerBy(Instant until) {
    answerBy = until;
    return this;
  }

  TaskSteps reason(PickReason now) {
    reason = now;
    return this;
  }

  TaskSteps assignedBy(String by) {
    assignedBy = by;
    return this;
  }

  TaskSteps dismissed(boolean byHand) {
    dismissed = byHand;
    return this;
  }

  TaskSteps answers(List<MemberAnswer> all) {
    answers = all;
    return this;
  }

  TaskSteps withdrawals(Map<String, Integer> byMember) {
    withdrawals = byMember;
    return this;
  }

  TaskSteps etaSeconds(@Nullable Integer first) {
    etaSeconds = first;
    return this;
  }

  TaskSteps withdrawnFor(TaskWithdrawnV2.Cause cause) {
    withdrawnFor = cause;
    return this;
  }

  TaskSteps othersLeft(boolean onDuty) {
    othersLeft = onDuty;
    return this;
  }

  TaskSteps unstaffedAt(@Nullable Instant since) {
    unstaffedAt = since;
    return this;
  }

  TaskSteps help(@Nullable Help last, List<Help> open) {
    help = last;
    openHelp = open;
    return this;
  }

  TaskSteps remindedAt(Instant at) {
    remindedAt = at;
    return this;
  }

  TaskSteps late(LateAnswers answers) {
    late = answers;
    return this;
  }

  TaskSteps telephoned(@Nullable TelephoneCall last) {
    telephoned = last;
    return this;
  }

  TaskSteps passedOnTo(UUID intoTask) {
    passedOnTo = intoTask;
    return this;
  }

  Task done() {
    return new Task(
        before.id(),
        before.teamId(),
        before.teamName(),
        before.teamJurisdiction(),
        state,
        rank,
        before.wave(),
        reached,
        before.offeredAt(),
        answerBy,
        reason,
        before.replaces(),
        assignedBy,
        dismissed,
        before.call(),
        etaSeconds,
        answers,
        withdrawals,
        changedAt,
        withdrawnFor,
        othersLeft,
        unstaffedAt,
        help,
        openHelp,
        remindedAt,
        late,
        passedOnTo,
        telephoned);
  }
}
