package muster.contracts.dispatch;

/** How an alert ended. */
public enum Outcome {
  /** The thing or the person was found. */
  FOUND,
  /** Harm was prevented: a transfer stopped, a fire put out, a brawl ended. */
  PREVENTED,
  /** Handed over to police, fire brigade or ambulance. */
  HANDED_OVER,
  NOT_FOUND,
  FALSE_ALARM
}
