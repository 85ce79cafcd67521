package muster.report.intake.kafka;

/** A record that no repetition makes usable; its message is the reason in the dead-letter topic. */
final class UnusableRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableRecord(String reason) {
    super(reason);
  }
}
