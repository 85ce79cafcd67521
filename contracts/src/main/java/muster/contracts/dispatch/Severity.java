package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The severities of CAP 1.2 (OASIS), without "Unknown": somebody who calls people out knows. */
public enum Severity {
  @JsonPropertyDescription("Extraordinary threat to life or property")
  EXTREME,
  @JsonPropertyDescription("Significant threat to life or property")
  SEVERE,
  @JsonPropertyDescription("Possible threat to life or property")
  MODERATE,
  @JsonPropertyDescription("Minimal to no known threat to life or property")
  MINOR
}
