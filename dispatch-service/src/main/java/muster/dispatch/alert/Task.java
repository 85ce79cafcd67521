package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * One team's part in an alert.
 *
 * @param rank place in line from 1; only on standby
 * @param wave the wave that called it last
 * @param reached a device has confirmed, or a member has answered, since it was called last
 * @param replaces the unreached task it was called for
 * @param etaSeconds the estimate of the member who is there first, from that member's answer on
 * @param answers the last one of each member who has answered, oldest first
 * @param changedAt when its state changed last
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
    @Nullable Integer etaSeconds,
    List<MemberAnswer> answers,
    Instant changedAt) {

  public Task {
    answers = List.copyOf(answers);
  }

  Task to(TaskState next, Instant at) {
    return new Task(
        id,
        teamId,
        teamName,
        next,
        null,
        wave,
        reached,
        offeredAt,
        answerBy,
        reason,
        replaces,
        etaSeconds,
        answers,
        at);
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return to(next, at).withReached();
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
    return after.comers().findAny().isEmpty()
        ? after
        : after.with(rank, true, after.firstEtaSeconds(), all);
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

  private Task with(
      @Nullable Integer newRank,
      boolean newReached,
      @Nullable Integer newEtaSeconds,
      List<MemberAnswer> newAnswers) {
    return new Task(
        id,
        teamId,
        teamName,
        state,
        newRank,
        wave,
        newReached,
        offeredAt,
        answerBy,
        reason,
        replaces,
        newEtaSeconds,
        newAnswers,
        changedAt);
  }
}
