package muster.dispatch.alert;

import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;

/** A coordinate with its datum, which is always the same on the way out. */
public record PlaceView(double latitude, double longitude, Crs crs) {
  static PlaceView of(GeoPoint point) {
    return new PlaceView(point.latitude(), point.longitude(), Crs.WGS84);
  }
}
