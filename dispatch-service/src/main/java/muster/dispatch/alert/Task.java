package muster.dispatch.alert;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.PickReason;
import org.jspecify.annotations.Nullable;

/**
 * One team's part in an alert.
 *
 * @param rank place in line from 1; only on standby
 * @param wave the wave that called it last
 * @param reached a device has confirmed, or the team has answered, since it was called last
 * @param replaces the unreached task it was called for
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
    Instant changedAt) {

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
        at);
  }

  /** The team itself has said something, so it has been reached. */
  Task answered(TaskState next, Instant at) {
    return to(next, at).withReached();
  }

  Task withReached() {
    return new Task(
        id,
        teamId,
        teamName,
        state,
        rank,
        wave,
        true,
        offeredAt,
        answerBy,
        reason,
        replaces,
        etaSeconds,
        changedAt);
  }

  Task withRank(int newRank) {
    return new Task(
        id,
        teamId,
        teamName,
        state,
        newRank,
        wave,
        reached,
        offeredAt,
        answerBy,
        reason,
        replaces,
        etaSeconds,
        changedAt);
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
        etaSeconds,
        changedAt);
  }

  Task withEta(@Nullable Integer seconds) {
    return new Task(
        id, teamId, teamName, state, rank, wave, reached, offeredAt, answerBy, reason, replaces,
        seconds, changedAt);
  }
}
