package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * One team's part in an alert.
 *
 * @param rank place in line from 1; only on standby
 * @param wave the wave that called it last
 * @param reached a device has confirmed, or a member has answered, since it was called last
 * @param replaces the unreached task it was called for
 * @param assignedBy who assigned the team by hand or called it again; null when its wave called it
 * @param dismissed stood down by hand: no wave calls it again
 * @param etaSeconds the estimate of the member who is there first, from that member's answer on
 * @param answers the last one of each member who has answered, oldest first
 * @param call how many times the team has been called by now, from 1
 * @param changedAt when its state changed last
 * @param withdrawnFor why it was withdrawn unasked; null of one that withdrew by its own word, or
 *     did not
 * @param unstaffedAt since when all its members are off duty though it comes; null when somebody is
 *     there, or nothing else was said
 * @param help what the team asked for last
 * @param lateAnswer what was said after the alert's end, last
 */
public record Task(
    UUID id,
    String teamId,
    String teamName,
    TaskState state,
    @Nullable Integer rank,
    int wave,
    boolean reached,
    Instant offeredAt,
    Instant answerBy,
    PickReason reason,
    @Nullable UUID replaces,
    @Nullable String assignedBy,
    boolean dismissed,
    int call,
    @Nullable Integer etaSeconds,
    List<MemberAnswer> answers,
    Instant changedAt,
    TaskWithdrawnV2.@Nullable Cause withdrawnFor,
    @Nullable Instant unstaffedAt,
    @Nullable Help help,
    TaskAnsweredLate.@Nullable Answer lateAnswer) {

  public Task {
    answers = List.copyOf(answers);
  }

  /**
   * Only just called.
   *
   * @param call how many times it has been called with this, from 1
   * @param answers those that need not be given again
   */
  Task(
      UUID id,
      String teamId,
      String teamName,
      int wave,
      Instant offeredAt,
      Instant answerBy,
      PickReason reason,
      @Nullable UUID replaces,
      @Nullable String assignedBy,
      int call,
      List<MemberAnswer> answers) {
    this(
        id,
        teamId,
        teamName,
        TaskState.OFFERED,
        null,
        wave,
        false,
        offeredAt,
        answerBy,
        reason,
        replaces,
        assignedBy,
        false,
        call,
        null,
        answers,
        offeredAt,
        null,
        null,
        null,
        null);
  }

  Task to(TaskState next, Instant at) {
    return copy(next, null, reached, dismissed, etaSeconds, answers, at, help, lateAnswer);
  }

  Task dismissed(Instant at) {
    return copy(
        TaskState.STOOD_DOWN, null, reached, true, etaSeconds, answers, at, help, lateAnswer);
  }

  /** Nobody was left who could come; who does after all has to say so again. */
  Task withdrawn(TaskWithdrawnV2.Cause cause, Instant at) {
    return to(TaskState.WITHDRAWN, at).withoutComers().with(cause, null);
  }

  Task unstaffed(@Nullable Instant since) {
    return with(withdrawnFor, since);
  }

  /** A wave may call it again: also when nobody was there before, for now somebody is. */
  boolean callable() {
    return (state == TaskState.STOOD_DOWN && !dismissed)
        || (state == TaskState.WITHDRAWN && withdrawnFor != null);
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return to(next, at).withReached();
  }

  /** The team has declined, or somebody of it has said that he or she comes. */
  boolean answered() {
    return state == TaskState.DECLINED || comers().findAny().isPresent();
  }

  Task withReached() {
    return with(rank, true, etaSeconds, answers);
  }

  Task withRank(int newRank) {
    return with(newRank, reached, etaSeconds, answers);
  }

  /**
   * A member's answer takes the place of the one before, and shows that the team has been reached.
   * The team's estimate is that of the member who is there first; when nobody comes any more, it
   * stays what it was.
   */
  Task withAnswer(MemberAnswer answer) {
    Respondent who = new Respondent(answer.volunteerId(), answer.by(), answer.said());
    List<MemberAnswer> all =
        new ArrayList<>(answers.stream().filter(other -> !other.isOf(who)).toList());
    all.add(answer);
    Task after = with(rank, true, etaSeconds, all);
    if (answer.comes()) {
      after = after.unstaffed(null);
    }
    return after.comers().findAny().isEmpty()
        ? after
        : after.with(rank, true, after.firstEtaSeconds(), all);
  }

  /** Whoever that was is not in the team any more. */
  Task withoutAnswerOf(String volunteerId) {
    List<MemberAnswer> others =
        answers.stream().filter(answer -> !answer.volunteerId().equals(volunteerId)).toList();
    Task after = with(rank, reached, etaSeconds, others);
    return after.comers().findAny().isEmpty()
        ? after
        : after.with(rank, reached, after.firstEtaSeconds(), others);
  }

  /** Null when nobody has given one. */
  private @Nullable Integer firstEtaSeconds() {
    Integer first = null;
    Instant earliest = null;
    for (MemberAnswer comer : comers().toList()) {
      Instant arrives = comer.arrivesAt();
      if (arrives != null && (earliest == null || arrives.isBefore(earliest))) {
        earliest = arrives;
        first = comer.etaSeconds();
      }
    }
    return first;
  }

  /** Without those who came when the team was let go: each has to say so again. */
  Task withoutComers() {
    return with(rank, reached, etaSeconds, answers.stream().filter(a -> !a.comes()).toList());
  }

  Optional<MemberAnswer> findAnswer(Respondent who) {
    return answers.stream().filter(answer -> answer.isOf(who)).findAny();
  }

  /** Those who come with the team, as far as they have said so. */
  Stream<MemberAnswer> comers() {
    return answers.stream().filter(MemberAnswer::comes);
  }

  /** The member has answered, and does not come. */
  boolean isRefusedBy(String volunteerId) {
    return answers.stream()
        .anyMatch(answer -> answer.volunteerId().equals(volunteerId) && !answer.comes());
  }

  Task with(Help asked) {
    return copy(state, rank, reached, dismissed, etaSeconds, answers, changedAt, asked, lateAnswer);
  }

  Task withLateAnswer(TaskAnsweredLate.Answer answer) {
    return copy(state, rank, reached, dismissed, etaSeconds, answers, changedAt, help, answer);
  }

  /**
   * Its part in what has begun again: none yet, and it may be called unless it has said no. What it
   * said last counts; of a team that may be called, everybody is asked anew.
   */
  Task reopened(Instant at) {
    boolean no =
        lateAnswer == null
            ? state == TaskState.DECLINED
            : lateAnswer == TaskAnsweredLate.Answer.CANNOT;
    TaskState next = no ? TaskState.DECLINED : TaskState.STOOD_DOWN;
    return copy(
        next,
        null,
        reached,
        false,
        etaSeconds,
        no ? withoutComers().answers() : List.of(),
        next == state ? changedAt : at,
        null,
        null);
  }

  private Task with(
      @Nullable Integer newRank,
      boolean newReached,
      @Nullable Integer newEtaSeconds,
      List<MemberAnswer> newAnswers) {
    return copy(
        state,
        newRank,
        newReached,
        dismissed,
        newEtaSeconds,
        newAnswers,
        changedAt,
        help,
        lateAnswer);
  }

  private Task copy(
      TaskState newState,
      @Nullable Integer newRank,
      boolean newReached,
      boolean newDismissed,
      @Nullable Integer newEtaSeconds,
      List<MemberAnswer> newAnswers,
      Instant newChangedAt,
      @Nullable Help newHelp,
      TaskAnsweredLate.@Nullable Answer newLateAnswer) {
    return new Task(
        id,
        teamId,
        teamName,
        newState,
        newRank,
        wave,
        newReached,
        offeredAt,
        answerBy,
        reason,
        replaces,
        assignedBy,
        newDismissed,
        call,
        newEtaSeconds,
        newAnswers,
        newChangedAt,
        newState == TaskState.WITHDRAWN ? withdrawnFor : null,
        newState.engaged() && newState.covers() ? unstaffedAt : null,
        newHelp,
        newLateAnswer);
  }

  private Task with(
      TaskWithdrawnV2.@Nullable Cause newWithdrawnFor, @Nullable Instant newUnstaffedAt) {
    return new Task(
        id,
        teamId,
        teamName,
        state,
        rank,
        wave,
        reached,
        offeredAt,
        answerBy,
        reason,
        replaces,
        assignedBy,
        dismissed,
        call,
        etaSeconds,
        answers,
        changedAt,
        newWithdrawnFor,
        newUnstaffedAt,
        help,
        lateAnswer);
  }

  Task withReason(PickReason newReason) {
    return new Task(
        id,
        teamId,
        teamName,
        state,
        rank,
        wave,
        reached,
        offeredAt,
        answerBy,
        newReason,
        replaces,
        assignedBy,
        dismissed,
        call,
        etaSeconds,
        answers,
        changedAt,
        withdrawnFor,
        unstaffedAt,
        help,
        lateAnswer);
  }
}
