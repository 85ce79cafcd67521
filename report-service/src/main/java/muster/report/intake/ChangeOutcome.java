package muster.report.intake;

/** What became of a command to a report that exists. */
public sealed interface ChangeOutcome {
  /**
   * @param report as it is now, also when there was nothing to do
   */
  record Done(Report report) implements ChangeOutcome {}

  record Refused(Rejection rejection) implements ChangeOutcome {}

  record NoSuchReport() implements ChangeOutcome {}
}
