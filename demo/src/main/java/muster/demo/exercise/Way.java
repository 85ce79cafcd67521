package muster.demo.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import muster.contracts.place.GeoPoint;

/**
 * A person's way from one place to another, with the time at which it was begun. Streets of these
 * villages run in two directions across each other, so it turns corners: first along one of them,
 * then along the other, and on longer ways now and then between.
 *
 * @param corners the beginning, each corner, the end
 */
record Way(List<GeoPoint> corners, Instant begun, double metersPerSecond) {
  private static final double METERS_PER_DEGREE = Math.toRadians(GeoPoint.EARTH_RADIUS_METERS);

  /** About as far as a block is long. */
  private static final double LEG = 400;

  private static final int MOST_LEGS = 12;

  Way {
    corners = List.copyOf(corners);
    if (corners.isEmpty() || !(metersPerSecond > 0)) {
      throw new IllegalArgumentException("a way has a beginning and a speed");
    }
  }

  /** Nobody moves. */
  static Way stayingAt(GeoPoint place, Instant now) {
    return new Way(List.of(place), now, 1);
  }

  /**
   * @param grid the direction of the streets, in radians from east
   */
  static Way alongStreets(
      GeoPoint from,
      GeoPoint to,
      double grid,
      Instant begun,
      double metersPerSecond,
      RandomGenerator random) {
    double east = eastOf(from, to);
    double north = northOf(from, to);
    double along = east * Math.cos(grid) + north * Math.sin(grid);
    double across = -east * Math.sin(grid) + north * Math.cos(grid);
    int blocks = (int) Math.clamp(Math.hypot(along, across) / LEG, 1, MOST_LEGS / 2.0);
    boolean alongFirst = random.nextBoolean();
    List<GeoPoint> corners = new ArrayList<>();
    corners.add(from);
    for (int block = 1; block <= blocks; block++) {
      double begin = (block - 1.0) / blocks;
      double end = (double) block / blocks;
      corners.add(
          alongFirst
              ? at(from, grid, along * end, across * begin)
              : at(from, grid, along * begin, across * end));
      corners.add(block == blocks ? to : at(from, grid, along * end, across * end));
    }
    return new Way(corners, begun, metersPerSecond);
  }

  private static GeoPoint at(GeoPoint from, double grid, double along, double across) {
    return moved(
        from,
        along * Math.cos(grid) - across * Math.sin(grid),
        along * Math.sin(grid) + across * Math.cos(grid));
  }

  /** To a millionth of a degree, a tenth of a metre, as devices say it. */
  static GeoPoint moved(GeoPoint from, double east, double north) {
    double latitude = from.latitude() + north / METERS_PER_DEGREE;
    double longitude =
        from.longitude() + east / (METERS_PER_DEGREE * Math.cos(Math.toRadians(from.latitude())));
    return new GeoPoint(Math.round(latitude * 1e6) / 1e6, Math.round(longitude * 1e6) / 1e6);
  }

  private static double northOf(GeoPoint from, GeoPoint to) {
    return (to.latitude() - from.latitude()) * METERS_PER_DEGREE;
  }

  private static double eastOf(GeoPoint from, GeoPoint to) {
    return (to.longitude() - from.longitude())
        * METERS_PER_DEGREE
        * Math.cos(Math.toRadians(from.latitude()));
  }

  double meters() {
    double sum = 0;
    for (int i = 1; i < corners.size(); i++) {
      sum += corners.get(i - 1).distanceMeters(corners.get(i));
    }
    return sum;
  }

  Duration takes() {
    return Duration.ofMillis((long) (1_000 * meters() / metersPerSecond));
  }

  Instant arrival() {
    return begun.plus(takes());
  }

  boolean isOver(Instant now) {
    return !now.isBefore(arrival());
  }

  /** Where its owner is at that time; at the end after the arrival. */
  GeoPoint at(Instant now) {
    double left = Math.max(0, Duration.between(begun, now).toMillis() / 1e3) * metersPerSecond;
    for (int i = 1; i < corners.size(); i++) {
      GeoPoint from = corners.get(i - 1);
      GeoPoint to = corners.get(i);
      double leg = from.distanceMeters(to);
      if (left < leg) {
        double part = left / leg;
        return moved(from, eastOf(from, to) * part, northOf(from, to) * part);
      }
      left -= leg;
    }
    return corners.getLast();
  }
}
