package muster.report.intake;

import java.time.Duration;

/** What became of a command to a report that exists. */
public sealed interface ChangeOutcome {
  /**
   * @param report as it is now, also when there was nothing to do
   */
  record Done(Report report) implements ChangeOutcome {}

  /** More than an account may send, or is taken on one alert. */
  record TooMany(Duration retryAfter) implements ChangeOutcome {}

  record Refused(Rejection rejection) implements ChangeOutcome {}

  record NoSuchReport() implements ChangeOutcome {}
}
