package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What kind of incident volunteers are called to. */
public enum Category {
  @JsonPropertyDescription("Something was stolen or a thief is about")
  THEFT,
  @JsonPropertyDescription("A fight or a quarrel about to become one")
  BRAWL,
  @JsonPropertyDescription("Somebody is about to pay a fraudster")
  FRAUD_WARNING,
  @JsonPropertyDescription("A person is being looked for")
  MISSING_PERSON,
  @JsonPropertyDescription("Fire, or what may become one")
  FIRE_HAZARD,
  @JsonPropertyDescription("A person in the water")
  DROWNING,
  @JsonPropertyDescription("Too many people in one place")
  CROWD,
  @JsonPropertyDescription("Anything else")
  OTHER
}
