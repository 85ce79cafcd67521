package muster.notification.stream;

/** Where an alert stands, as its events tell. */
public enum AlertStatus {
  CALLING,
  COVERED,
  ESCALATED,
  RESOLVED,
  CANCELLED,
  EXPIRED,
  MERGED;

  public boolean over() {
    return this == RESOLVED || this == CANCELLED || this == EXPIRED || this == MERGED;
  }
}
