package muster.dispatch.alert;

/** Where an alert stands; the names are the ones on the wire. */
public enum AlertStatus {
  CALLING,
  COVERED,
  /** Handed to the parent jurisdiction and not covered; teams may still answer. */
  ESCALATED,
  RESOLVED,
  CANCELLED,
  EXPIRED,
  /** Goes on in another alert. */
  MERGED
}
