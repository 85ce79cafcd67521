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
 * @param assignedBy who assigned the team by hand or called it again; null when its wave called it
 * @param dismissed stood down by hand: no wave calls it again
 * @param changedAt when its state changed last
 * @param help what the team asked for last
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
    @Nullable String assignedBy,
    boolean dismissed,
    @Nullable Integer etaSeconds,
    Instant changedAt,
    @Nullable Help help,
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
      @Nullable UUID replaces,
      @Nullable String assignedBy) {
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
        assignedBy,
        false,
        null,
        offeredAt,
        null,
        null);
  }

  Task to(TaskState next, Instant at) {
    return copy(next, null, reached, answered, dismissed, etaSeconds, at, help, lateAnswer);
  }

  Task dismissed(Instant at) {
    return copy(TaskState.STOOD_DOWN, null, reached, answered, true, etaSeconds, at, help, lateAnswer);
  }

  /** A wave may call it again. */
  boolean callable() {
    return state == TaskState.STOOD_DOWN && !dismissed;
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return copy(next, null, true, true, dismissed, etaSeconds, at, help, lateAnswer);
  }

  Task withReached() {
    return copy(state, rank, true, answered, dismissed, etaSeconds, changedAt, help, lateAnswer);
  }

  Task withRank(int newRank) {
    return copy(state, newRank, reached, answered, dismissed, etaSeconds, changedAt, help, lateAnswer);
  }

  Task withEta(@Nullable Integer seconds) {
    return copy(state, rank, reached, answered, dismissed, seconds, changedAt, help, lateAnswer);
  }

  Task with(Help asked) {
    return copy(
        state, rank, reached, answered, dismissed, etaSeconds, changedAt, asked, lateAnswer);
  }

  Task withLateAnswer(TaskAnsweredLate.Answer answer) {
    return copy(state, rank, reached, answered, dismissed, etaSeconds, changedAt, help, answer);
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
    return copy(next, null, reached, no, false, etaSeconds, next == state ? changedAt : at, null, null);
  }

  private Task copy(
      TaskState newState,
      @Nullable Integer newRank,
      boolean newReached,
      boolean newAnswered,
      boolean newDismissed,
      @Nullable Integer newEta,
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
        newAnswered,
        offeredAt,
        answerBy,
        reason,
        replaces,
        assignedBy,
        newDismissed,
        newEta,
        newChangedAt,
        newHelp,
        newLateAnswer);
  }
}
