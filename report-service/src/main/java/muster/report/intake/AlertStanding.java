package muster.report.intake;

/** What is known here of the alert a clue is about. */
public enum AlertStanding {
  RUNNING,
  OVER,
  /** Every event there is has been read, and none issued it. */
  UNKNOWN,
  /**
   * Not heard of, but there are events still to be read: somebody who was called a moment ago may
   * know the alert before we do.
   */
  NOT_HEARD_OF_YET
}
