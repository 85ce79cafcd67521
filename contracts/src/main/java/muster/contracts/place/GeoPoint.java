package muster.contracts.place;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@JsonClassDescription("A place on the earth in WGS-84, the only datum inside Muster.")
public record GeoPoint(
    @JsonPropertyDescription("Degrees north, -90 to 90") double latitude,
    @JsonPropertyDescription("Degrees east, -180 to 180") double longitude) {
  /** Mean earth radius R1 in metres, IUGG 1980. */
  public static final double EARTH_RADIUS_METERS = 6_371_008.8;

  /** What is said of a place that stands for none; goes on from a field's name. */
  public static final String STANDS_FOR_NONE =
      "must be where it is: 0/0 (within 100 m) is what devices give for no place";

  private static final double AROUND_NONE_METERS = 100;

  public GeoPoint {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude must be between -90 and 90 degrees");
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be between -180 and 180 degrees");
    }
  }

  /** Devices, forms and sheets give 0/0 for a place that they don't have; it lies in the sea. */
  public boolean standsForNone() {
    return distanceMeters(new GeoPoint(0, 0)) <= AROUND_NONE_METERS;
  }

  /** Great-circle distance in metres (haversine on the mean sphere). */
  public double distanceMeters(GeoPoint other) {
    double phi1 = Math.toRadians(latitude);
    double phi2 = Math.toRadians(other.latitude);
    double sinHalfPhi = Math.sin((phi2 - phi1) / 2);
    double sinHalfLambda = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double h =
        sinHalfPhi * sinHalfPhi + Math.cos(phi1) * Math.cos(phi2) * sinHalfLambda * sinHalfLambda;
    return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
