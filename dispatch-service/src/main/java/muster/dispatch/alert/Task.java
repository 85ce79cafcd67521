package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.PickReason;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * One team's part in an alert.
 *
 * @param teamJurisdiction where the team belonged when it was called; null where its offer did not
 *     say
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
 * @param openHelp what it asked for that nobody has taken in hand, oldest first
 * @param remindedAt when it was reminded last that it is waited for
 * @param lateAnswer what was said after the alert's end, last
 * @param passedOnTo the team's task in the alert that this one was merged into, if it goes on there
 */
public record Task(
    UUID id,
    String teamId,
    String teamName,
    @Nullable JurisdictionCode teamJurisdiction,
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
    List<Help> openHelp,
    @Nullable Instant remindedAt,
    TaskAnsweredLate.@Nullable Answer lateAnswer,
    @Nullable UUID passedOnTo) {
  /** Of one team; of more the oldest are taken for known. */
  private static final int MOST_OPEN_HELP = 20;

  public Task {
    answers = List.copyOf(answers);
    openHelp = List.copyOf(openHelp);
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
      @Nullable JurisdictionCode teamJurisdiction,
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
        teamJurisdiction,
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
        List.of(),
        null,
        null,
        null);
  }

  /** Goes on in the alert that this one is merged into. */
  Task passedOn(UUID intoTask, Instant at) {
    Task left = to(TaskState.PASSED_ON, at);
    return left.with(answerBy, reason, help, openHelp, remindedAt, intoTask);
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

  /** Its offer waits anew. */
  Task reachedAgain(Instant at, Instant until) {
    Task waiting = to(TaskState.OFFERED, at).withReached();
    return waiting.with(until, reason, help, openHelp, remindedAt, passedOnTo);
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

  Task withoutAnswersOf(Set<String> volunteerIds) {
    return with(
        rank,
        reached,
        etaSeconds,
        answers.stream().filter(a -> !volunteerIds.contains(a.volunteerId())).toList());
  }

  Optional<MemberAnswer> findAnswer(Respondent who) {
    return answers.stream().filter(answer -> answer.isOf(who)).findAny();
  }

  /** Those who come with the team, as far as they have said so. */
  Stream<MemberAnswer> comers() {
    return answers.stream().filter(MemberAnswer::comes);
  }

  /** The member has said that he or she comes, and the team does. */
  public boolean isComing(Respondent who) {
    return state.comes() && findAnswer(who).filter(MemberAnswer::comes).isPresent();
  }

  /** The member has answered, and does not come. */
  boolean isRefusedBy(String volunteerId) {
    return answers.stream()
        .anyMatch(answer -> answer.volunteerId().equals(volunteerId) && !answer.comes());
  }

  /** The same asked for again is one request, as old as the last time. */
  Task with(Help asked) {
    List<Help> open =
        new ArrayList<>(openHelp.stream().filter(help -> !help.isSameAs(asked)).toList());
    open.add(asked);
    return with(asked, open.subList(Math.max(0, open.size() - MOST_OPEN_HELP), open.size()));
  }

  /** What it asked for does not end with its being called again. */
  Task withHelpOf(Task before) {
    return with(before.help, before.openHelp);
  }

  Task withoutHelpUntil(Instant askedUntil) {
    return with(help, openHelp.stream().filter(asked -> asked.at().isAfter(askedUntil)).toList());
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
            null)
        .withoutHelp();
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
        teamJurisdiction,
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
        openHelp,
        remindedAt,
        newLateAnswer,
        passedOnTo);
  }

  private Task with(
      TaskWithdrawnV2.@Nullable Cause newWithdrawnFor, @Nullable Instant newUnstaffedAt) {
    return new Task(
        id,
        teamId,
        teamName,
        teamJurisdiction,
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
        openHelp,
        remindedAt,
        lateAnswer,
        passedOnTo);
  }

  Task withReason(PickReason newReason) {
    return with(answerBy, newReason, help, openHelp, remindedAt, passedOnTo);
  }

  Task reminded(Instant at) {
    return with(answerBy, reason, help, openHelp, at, passedOnTo);
  }

  private Task withoutHelp() {
    return with(answerBy, reason, null, List.of(), remindedAt, passedOnTo);
  }

  private Task with(@Nullable Help newHelp, List<Help> newOpenHelp) {
    return with(answerBy, reason, newHelp, newOpenHelp, remindedAt, passedOnTo);
  }

  private Task with(
      Instant newAnswerBy,
      PickReason newReason,
      @Nullable Help newHelp,
      List<Help> newOpenHelp,
      @Nullable Instant newRemindedAt,
      @Nullable UUID newPassedOnTo) {
    return new Task(
        id,
        teamId,
        teamName,
        teamJurisdiction,
        state,
        rank,
        wave,
        reached,
        offeredAt,
        newAnswerBy,
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
        newHelp,
        newOpenHelp,
        newRemindedAt,
        lateAnswer,
        newPassedOnTo);
  }
}
