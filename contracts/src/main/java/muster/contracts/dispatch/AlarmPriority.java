package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How an alarm sounds, and what may be done about it. */
public enum AlarmPriority {
  @JsonPropertyDescription(
      "Sounds until it is acknowledged, and again, one level up, when nothing is done; never shelved")
  HIGH,
  @JsonPropertyDescription("Sounds a few times")
  MEDIUM,
  @JsonPropertyDescription("Sounds once, and is gone when somebody has seen it")
  LOW
}
