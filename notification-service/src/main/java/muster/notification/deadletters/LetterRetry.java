package muster.notification.deadletters;

import muster.eventintake.RetryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter.
 *
 * @param reason of the new one
 * @param partition with the offset, where the new one is
 */
record LetterRetry(
    Result result, @Nullable String reason, @Nullable Integer partition, @Nullable Long offset) {
  enum Result {
    HANDLED,
    PUT_ASIDE_AGAIN
  }

  static LetterRetry of(RetryOutcome outcome) {
    return outcome instanceof RetryOutcome.PutAsideAgain(String reason, int where, long at)
        ? new LetterRetry(Result.PUT_ASIDE_AGAIN, reason, where, at)
        : new LetterRetry(Result.HANDLED, null, null, null);
  }
}
