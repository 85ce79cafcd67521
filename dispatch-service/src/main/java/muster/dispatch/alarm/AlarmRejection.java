package muster.dispatch.alarm;

/** Why a command is refused. */
public enum AlarmRejection {
  PRIORITY("A high alarm is not shelved; acknowledge it, and see to its cause."),
  GONE("The alarm's cause is gone.");

  private final String explanation;

  AlarmRejection(String explanation) {
    this.explanation = explanation;
  }

  /** One English sentence for a problem detail. */
  public String explanation() {
    return explanation;
  }
}
