package muster.dispatch.team;

import java.time.Duration;

/**
 * What the distances and travel times of teams are estimated by.
 *
 * @param travelMetersPerSecond how fast a team travels: for its ETA, and for how far a member may
 *     have moved since the last position
 * @param maximumPositionAge an older position says nothing; the team's base counts instead
 */
public record TravelAssumptions(double travelMetersPerSecond, Duration maximumPositionAge) {
  public TravelAssumptions {
    if (!(travelMetersPerSecond >= 0.1 && travelMetersPerSecond <= 50)) {
      throw new IllegalArgumentException("travelMetersPerSecond must be between 0.1 and 50");
    }
    if (maximumPositionAge.isNegative()
        || maximumPositionAge.isZero()
        || maximumPositionAge.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException("maximumPositionAge must be above 0 and at most 24 h");
    }
  }
}
