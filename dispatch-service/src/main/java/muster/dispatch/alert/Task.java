package muster.dispatch.alert;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * One team's part in an alert.
 *
 * @param rank place in line from 1; only on standby
 * @param wave the wave that called it last
 * @param reached a device has confirmed, or the team has answered, since it was called last
 * @param answered the team itself has said yes or no since it was called last
 * @param replaces the unreached task it was called for
 * @param changedAt when its state changed last
 * @param lateAnswer what the team said after the alert's end, last
 */
public record Task(
    UUID id,
    String teamId,
    String teamName,
    TaskState state,
    @Nullable Integer rank,
    int wave,
    boolean reached,
    boolean answered,
    Instant offeredAt,
    Instant answerBy,
    PickReason reason,
    @Nullable UUID replaces,
    @Nullable Integer etaSeconds,
    Instant changedAt,
    TaskAnsweredLate.@Nullable Answer lateAnswer) {

  /** Only just called. */
  Task(
      UUID id,
      String teamId,
      String teamName,
      int wave,
      Instant offeredAt,
      Instant answerBy,
      PickReason reason,
      @Nullable UUID replaces) {
    this(
        id,
        teamId,
        teamName,
        TaskState.OFFERED,
        null,
        wave,
        false,
        false,
        offeredAt,
        answerBy,
        reason,
        replaces,
        null,
        offeredAt,
        null);
  }

  Task to(TaskState next, Instant at) {
    return copy(next, null, reached, answered, etaSeconds, at, lateAnswer);
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return copy(next, null, true, true, etaSeconds, at, lateAnswer);
  }

  Task withReached() {
    return copy(state, rank, true, answered, etaSeconds, changedAt, lateAnswer);
  }

  Task withRank(int newRank) {
    return copy(state, newRank, reached, answered, etaSeconds, changedAt, lateAnswer);
  }

  Task withEta(@Nullable Integer seconds) {
    return copy(state, rank, reached, answered, seconds, changedAt, lateAnswer);
  }

  Task withLateAnswer(TaskAnsweredLate.Answer answer) {
    return copy(state, rank, reached, answered, etaSeconds, changedAt, answer);
  }

  /**
   * Its part in what has begun again: none yet, and it may be called unless it has said no. What it
   * said last counts.
   */
  Task reopened(Instant at) {
    boolean no =
        lateAnswer == null
            ? state == TaskState.DECLINED
            : lateAnswer == TaskAnsweredLate.Answer.CANNOT;
    TaskState next = no ? TaskState.DECLINED : TaskState.STOOD_DOWN;
    return copy(next, null, reached, no, etaSeconds, next == state ? changedAt : at, null);
  }

  private Task copy(
      TaskState newState,
      @Nullable Integer newRank,
      boolean newReached,
      boolean newAnswered,
      @Nullable Integer newEta,
      Instant newChangedAt,
      TaskAnsweredLate.@Nullable Answer newLateAnswer) {
    return new Task(
        id,
        teamId,
        teamName,
        newState,
        newRank,
        wave,
        newReached,
        newAnswered,
        offeredAt,
        answerBy,
        reason,
        replaces,
        newEta,
        newChangedAt,
        newLateAnswer);
  }
}
