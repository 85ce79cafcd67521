package muster.eventintake;

import java.util.Optional;
import muster.contracts.problem.Problem;

/** What became of a dead letter that was to be handled again. */
public sealed interface RetryOutcome {

  /** The consumer has done what follows from the record. */
  record Handled() implements RetryOutcome {}

  /**
   * The consumer could not handle it this time either.
   *
   * @param partition with the offset, the place of the new letter
   */
  record PutAsideAgain(String reason, int partition, long offset) implements RetryOutcome {}

  /** There is no such letter, or another service has put it aside. */
  record Unknown() implements RetryOutcome {}

  /** Nothing was done. */
  record Refused(Why why) implements RetryOutcome {}

  /** Why a letter is not handled again. */
  enum Why {
    DEALT_WITH("It was handled again, or put aside again, before."),
    SHORTENED("The record was too large for its letter, which has only its beginning."),
    TOMBSTONE("It says that something is gone, which may be there again since."),
    READ_AT_START(
        "This reader needs records in their order, and takes this one in when the service starts.");

    private final String detail;

    Why(String detail) {
      this.detail = detail;
    }
  }

  /** The refusal, for who answers over HTTP; empty when the consumer was asked. */
  default Optional<Problem> problem() {
    return switch (this) {
      case Handled _, PutAsideAgain _ -> Optional.empty();
      case Unknown _ -> Optional.of(Problem.notFound("dead letter"));
      case Refused(Why why) -> Optional.of(Problem.conflict(why.name(), why.detail));
    };
  }
}
