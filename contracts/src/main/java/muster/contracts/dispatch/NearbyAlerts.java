package muster.contracts.dispatch;

import java.time.Duration;
import java.util.OptionalInt;
import muster.contracts.place.GeoPoint;

/**
 * Which running alerts of the same category are shown before another one is added: those within
 * 1,000 m that were issued or opened again within 24 hours, nearest first, at most ten. One rule
 * for issuing and for triage.
 */
public final class NearbyAlerts {
  public static final int RADIUS_METERS = 1_000;
  public static final Duration AGE = Duration.ofHours(24);
  public static final int MAXIMUM = 10;

  private static final double METERS_PER_DEGREE = GeoPoint.EARTH_RADIUS_METERS * Math.PI / 180;
  private static final double ROUNDED_TO_METERS = 10;

  private NearbyAlerts() {}

  /** A little more than all around the place that is near, for an index to begin with. */
  public record Box(double south, double north, double west, double east) {}

  public static Box around(GeoPoint place) {
    double height = RADIUS_METERS / METERS_PER_DEGREE * 1.01;
    double width = height / Math.max(0.01, Math.cos(Math.toRadians(place.latitude())));
    return new Box(
        place.latitude() - height,
        place.latitude() + height,
        place.longitude() - width,
        place.longitude() + width);
  }

  /** Rounded to 10 m; empty for what is not near. */
  public static OptionalInt distanceMeters(GeoPoint place, GeoPoint other) {
    double meters = place.distanceMeters(other);
    return meters > RADIUS_METERS
        ? OptionalInt.empty()
        : OptionalInt.of((int) (Math.round(meters / ROUNDED_TO_METERS) * ROUNDED_TO_METERS));
  }
}
