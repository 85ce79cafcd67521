package muster.contracts.dispatch;

/** The severities of CAP 1.2 (OASIS), without "Unknown": somebody who calls people out knows. */
public enum Severity {
  EXTREME,
  SEVERE,
  MODERATE,
  MINOR
}
