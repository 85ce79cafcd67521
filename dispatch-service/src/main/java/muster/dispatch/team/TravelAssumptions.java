package muster.dispatch.team;

/**
 * What the distances and travel times of teams are estimated by.
 *
 * @param travelMetersPerSecond how fast a team travels, 0.1 to 50: for its ETA, and for how far a
 *     member may have moved since the last position
 */
public record TravelAssumptions(double travelMetersPerSecond) {
  public TravelAssumptions {
    if (!(travelMetersPerSecond >= 0.1 && travelMetersPerSecond <= 50)) {
      throw new IllegalArgumentException("travelMetersPerSecond must be between 0.1 and 50");
    }
  }
}
