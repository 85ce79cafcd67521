package muster.contracts.dispatch;

/** What kind of incident volunteers are called to. */
public enum Category {
  THEFT,
  BRAWL,
  FRAUD_WARNING,
  MISSING_PERSON,
  FIRE_HAZARD,
  DROWNING,
  CROWD,
  OTHER
}
