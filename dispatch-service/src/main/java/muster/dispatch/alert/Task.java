package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
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
 * @param assignedBy who assigned the team by hand, called it again or took it out of the line; null
 *     when only its wave called it
 * @param dismissed stood down by hand: no wave calls it again, until the alert is reopened
 * @param etaSeconds the estimate of the member who is there first, from that member's answer on
 * @param answers the last one of each member who has answered, oldest first
 * @param withdrawals how often each member has said that he or she comes after all not, by the
 *     volunteer's id, since the team was called first, or last by hand; none of who never has
 * @param call how many times the team has been called by now, from 1
 * @param changedAt when its state changed last
 * @param withdrawnFor why it was withdrawn unasked; null of one that withdrew by its own word, or
 *     did not
 * @param othersLeft withdrawn with the last one who came, when others of the team were on duty and
 *     had not said no
 * @param unstaffedAt since when all who come with it are off duty; null when one of them is there,
 *     or nothing else was said
 * @param help what the team asked for last
 * @param openHelp what it asked for that nobody has taken in hand, oldest first
 * @param remindedAt when it was reminded last that it is waited for
 * @param late what its members said after the alert's end
 * @param passedOnTo the team's task in the alert that this one was merged into, if it goes on there
 * @param telephoned when it was rung up last; null: never
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
    Map<String, Integer> withdrawals,
    Instant changedAt,
    TaskWithdrawnV2.@Nullable Cause withdrawnFor,
    boolean othersLeft,
    @Nullable Instant unstaffedAt,
    @Nullable Help help,
    List<Help> openHelp,
    @Nullable Instant remindedAt,
    LateAnswers late,
    @Nullable UUID passedOnTo,
    @Nullable TelephoneCall telephoned) {
  /** Of one team; of more the oldest are taken for known. */
  private static final int MOST_OPEN_HELP = 20;

  public Task {
    answers = List.copyOf(answers);
    withdrawals = Map.copyOf(withdrawals);
    openHelp = List.copyOf(openHelp);
  }

  /**
   * Only just called.
   *
   * @param call how many times it has been called with this, from 1
   * @param answers those that need not be given again
   * @param withdrawals those that count on
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
      List<MemberAnswer> answers,
      Map<String, Integer> withdrawals) {
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
        withdrawals,
        offeredAt,
        null,
        false,
        null,
        null,
        List.of(),
        null,
        LateAnswers.NONE,
        null,
        null);
  }

  /** Goes on in the alert that this one is merged into. */
  Task passedOn(UUID intoTask, Instant at) {
    return changed().state(TaskState.PASSED_ON, at).passedOnTo(intoTask).done();
  }

  Task to(TaskState next, Instant at) {
    return changed().state(next, at).done();
  }

  Task dismissed(Instant at) {
    return changed().state(TaskState.STOOD_DOWN, at).dismissed(true).done();
  }

  /** Nobody was left who could come; who does after all has to say so again. */
  Task withdrawn(TaskWithdrawnV2.Cause cause, Instant at) {
    return withoutComers().changed().state(TaskState.WITHDRAWN, at).withdrawnFor(cause).done();
  }

  Task unstaffed(@Nullable Instant since) {
    return changed().unstaffedAt(since).done();
  }

  /** By its own word, with the last one who came. */
  Task withdrawn(boolean othersOnDuty, Instant at) {
    return changed().state(TaskState.WITHDRAWN, at).othersLeft(othersOnDuty).done();
  }

  /**
   * A wave may call it again: also when nobody was there before, for now somebody is, or when those
   * who have left have not asked the others.
   */
  boolean callable() {
    return (state == TaskState.STOOD_DOWN && !dismissed)
        || (state == TaskState.WITHDRAWN && (withdrawnFor != null || othersLeft));
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return changed().state(next, at).reached().done();
  }

  /** The team has declined, or somebody of it has said that he or she comes. */
  boolean answered() {
    return state == TaskState.DECLINED || comers().findAny().isPresent();
  }

  /** Its offer waits anew. */
  Task reachedAgain(Instant at, Instant until) {
    return changed().state(TaskState.OFFERED, at).reached().answerBy(until).done();
  }

  Task withReached() {
    return changed().reached().done();
  }

  Task withRank(int newRank) {
    return changed().rank(newRank).done();
  }

  /** A dispatcher wants it: it is kept also beyond the need. */
  Task assignedBy(String by) {
    return changed().assignedBy(by).done();
  }

  /**
   * A member's answer takes the place of the one before, and shows that the team has been reached.
   * The team's estimate is that of the member who is there first; when nobody comes any more, it
   * stays what it was.
   */
  Task withAnswer(MemberAnswer answer) {
    Respondent who = new Respondent(answer.volunteerId(), answer.by(), answer.said());
    List<MemberAnswer> all = new ArrayList<>(answers);
    findAnswer(who).ifPresent(all::remove);
    all.add(answer);
    TaskSteps after = changed().reached().answers(all).withdrawals(withdrawalsWith(answer));
    return (answer.comes() ? after.unstaffedAt(null) : after).done().withFirstEta();
  }

  private Map<String, Integer> withdrawalsWith(MemberAnswer answer) {
    if (answer.answer() != Answer.WITHDRAWS) {
      return withdrawals;
    }
    Map<String, Integer> counted = new HashMap<>(withdrawals);
    counted.merge(answer.volunteerId(), 1, Integer::sum);
    return counted;
  }

  /** Whoever that was is not in the team any more. */
  Task withoutAnswerOf(String volunteerId) {
    return withoutAnswersOf(Set.of(volunteerId)).withFirstEta();
  }

  /** Null when nobody has given one; when nobody comes, it stays what it was. */
  private Task withFirstEta() {
    if (comers().findAny().isEmpty()) {
      return this;
    }
    Integer first = null;
    Instant earliest = null;
    for (MemberAnswer comer : comers().toList()) {
      Instant arrives = comer.arrivesAt();
      if (arrives != null && (earliest == null || arrives.isBefore(earliest))) {
        earliest = arrives;
        first = comer.etaSeconds();
      }
    }
    return changed().etaSeconds(first).done();
  }

  /** Without those who came when the team was let go: each has to say so again. */
  Task withoutComers() {
    return changed().answers(answers.stream().filter(a -> !a.comes()).toList()).done();
  }

  Task withoutAnswersOf(Set<String> volunteerIds) {
    return changed()
        .answers(answers.stream().filter(a -> !volunteerIds.contains(a.volunteerId())).toList())
        .done();
  }

  /** By the volunteer's id before the account: a captain's account gives others' answers, too. */
  Optional<MemberAnswer> findAnswer(Respondent who) {
    return answers.stream()
        .filter(answer -> answer.volunteerId().equals(who.volunteerId()))
        .findAny()
        .or(() -> answers.stream().filter(answer -> answer.isOf(who)).findAny());
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
    return changed()
        .help(asked, open.subList(Math.max(0, open.size() - MOST_OPEN_HELP), open.size()))
        .done();
  }

  /** What it asked for does not end with its being called again. */
  Task withHelpOf(Task before) {
    return changed().help(before.help, before.openHelp).done();
  }

  Task withoutHelpUntil(Instant askedUntil) {
    return changed()
        .help(help, openHelp.stream().filter(asked -> asked.at().isAfter(askedUntil)).toList())
        .done();
  }

  Task withLateAnswer(TaskAnsweredLate answer) {
    return changed().late(late.with(answer)).done();
  }

  /** What was said after the alert's end, last; null when nobody has said anything. */
  TaskAnsweredLate.@Nullable Answer lateAnswer() {
    return late.last();
  }

  /** The team has said no, before the end or after it, and nobody of it has thought otherwise. */
  boolean refuses() {
    return !late.somebodyComes() && (late.refused() || state == TaskState.DECLINED);
  }

  /**
   * Its part in what has begun again: none yet, and it may be called unless it has said no. What
   * its members said last counts; of a team that may be called, everybody is asked anew.
   */
  Task reopened(Instant at) {
    boolean no = refuses();
    TaskState next = no ? TaskState.DECLINED : TaskState.STOOD_DOWN;
    return changed()
        .state(next, next == state ? changedAt : at)
        .dismissed(false)
        .answers(no ? withoutComers().answers() : List.of())
        .withdrawals(Map.of())
        .help(null, List.of())
        .late(LateAnswers.NONE)
        .done();
  }

  Task withReason(PickReason newReason) {
    return changed().reason(newReason).done();
  }

  Task telephoned(@Nullable TelephoneCall last) {
    return changed().telephoned(last).done();
  }

  Task reminded(Instant at) {
    return changed().remindedAt(at).done();
  }

  private TaskSteps changed() {
    return new TaskSteps(this);
  }
}
