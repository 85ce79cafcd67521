package muster.report.intake;

/** What became of a submission. */
public sealed interface SubmitOutcome {
  /**
   * @param report as it was when submitted, also when the request is a repetition
   */
  record Accepted(Report report) implements SubmitOutcome {}

  /** The key has been used for a request that said something else. */
  record KeyReused() implements SubmitOutcome {}

  record Refused(Rejection rejection) implements SubmitOutcome {}
}
