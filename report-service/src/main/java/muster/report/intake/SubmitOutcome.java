package muster.report.intake;

import java.time.Duration;

/** What became of a submission. */
public sealed interface SubmitOutcome {
  /**
   * @param report as it was when submitted, also when the request is a repetition
   */
  record Accepted(Report report) implements SubmitOutcome {}

  /** The key has been used for a request that said something else. */
  record KeyReused() implements SubmitOutcome {}

  /** More than an account may send, or is taken on one alert. */
  record TooMany(Duration retryAfter) implements SubmitOutcome {}

  record Refused(Rejection rejection) implements SubmitOutcome {}
}
