package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How an alert ended. */
public enum Outcome {
  @JsonPropertyDescription("The thing or the person was found")
  FOUND,
  @JsonPropertyDescription("Harm was prevented: a transfer stopped, a fire put out, a brawl ended")
  PREVENTED,
  @JsonPropertyDescription("Handed over to police, fire brigade or ambulance")
  HANDED_OVER,
  @JsonPropertyDescription("Looked for and not found")
  NOT_FOUND,
  @JsonPropertyDescription("There was nothing to it")
  FALSE_ALARM
}
