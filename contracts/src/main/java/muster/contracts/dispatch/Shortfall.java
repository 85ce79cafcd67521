package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@JsonClassDescription(
    "Why a wave has fewer teams than it asked for; teams are counted under the first cause found.")
public record Shortfall(
    @JsonPropertyDescription("What kept them out") Cause cause,
    @JsonPropertyDescription("Teams left out for this cause") int teams) {

  public enum Cause {
    @JsonPropertyDescription(
        "Too few teams at all in the radius; the count is the number missing, of people where people"
            + " are needed")
    NOBODY_IN_RADIUS,
    @JsonPropertyDescription("In the radius, but no member on duty")
    OFF_DUTY,
    @JsonPropertyDescription("In the radius, but busy on another alert")
    ON_OTHER_TASK,
    @JsonPropertyDescription(
        "On duty and last seen in the radius, but so long ago or so inexactly that it may be outside")
    POSITION_STALE,
    @JsonPropertyDescription("In the radius, but without a capability that the alert requires")
    CAPABILITY_MISSING,
    @JsonPropertyDescription(
        "Already called for this alert: it is waited for, comes, stands by or has done its part; or it"
            + " declined, withdrew, was not reached, or was stood down by hand")
    ALREADY_CALLED,
    @JsonPropertyDescription(
        "In the radius, but whoever could come is needed by another team of this alert, or has"
            + " answered for one; not in wave.opened.v1")
    SAME_PEOPLE
  }
}
