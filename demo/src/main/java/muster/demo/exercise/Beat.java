package muster.demo.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import muster.contracts.place.GeoPoint;

/**
 * Where somebody patrols: around the team's base, within the village.
 *
 * @param grid the direction of the village's streets, in radians from east
 */
record Beat(GeoPoint base, double radiusMeters, double grid) {
  static final double USUAL_RADIUS = 600;

  private static final Duration SHORTEST_STOP = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(8);

  /** All of a village have the same streets. */
  static Beat of(GeoPoint base, String village) {
    // Ten degrees to either side: most villages of the plain lie along the points of the compass.
    double turn = Math.toRadians(Math.floorMod(village.hashCode(), 21) - 10);
    return new Beat(base, USUAL_RADIUS, turn);
  }

  GeoPoint somewhere(RandomGenerator random) {
    double distance = radiusMeters * Math.sqrt(random.nextDouble());
    double bearing = 2 * Math.PI * random.nextDouble();
    return Way.moved(base, distance * Math.cos(bearing), distance * Math.sin(bearing));
  }

  /** On to somewhere else within the beat, also from outside it. */
  Way stroll(GeoPoint from, Instant now, RandomGenerator random) {
    return Way.alongStreets(from, somewhere(random), grid, now, Behaviour.PATROL_SPEED, random);
  }

  Way hurry(GeoPoint from, GeoPoint to, Instant now, double speed, RandomGenerator random) {
    return Way.alongStreets(from, to, grid, now, speed, random);
  }

  /** For a talk, a look, a cigarette. */
  Duration stop(RandomGenerator random) {
    return Behaviour.between(SHORTEST_STOP, LONGEST_STOP, random);
  }
}
