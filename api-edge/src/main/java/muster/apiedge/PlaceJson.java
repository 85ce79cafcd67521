package muster.apiedge;

import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;

/** A place as clients see it: always in WGS-84, and saying so. */
public record PlaceJson(double latitude, double longitude, Crs crs) {
  public static PlaceJson of(GeoPoint point) {
    return new PlaceJson(point.latitude(), point.longitude(), Crs.WGS84);
  }
}
