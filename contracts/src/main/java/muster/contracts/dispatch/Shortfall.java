package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Why a wave has fewer teams than it asked for; teams are counted under the first cause found. */
public record Shortfall(
    Cause cause, @JsonPropertyDescription("Teams left out for this cause") int teams) {

  public enum Cause {
    /** Too few teams at all in the radius; the count is the number missing. */
    NOBODY_IN_RADIUS,
    /** In the radius, but no member on duty. */
    OFF_DUTY,
    /** In the radius, but busy on another alert. */
    ON_OTHER_TASK,
    /** On duty, but all positions too old and the base outside the radius. */
    POSITION_STALE,
    CAPABILITY_MISSING,
    /** Already called for this alert and declined, withdrew or was not reached. */
    ALREADY_CALLED
  }
}
