package muster.volunteer.jurisdiction;

import java.util.List;
import java.util.Objects;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * Where a jurisdiction lies, roughly: to be looked at, and never to decide what is inside.
 *
 * @param crs the datum that its points are in; null when whoever drew it did not say
 * @param polygons each an outer ring and rings of holes; a ring's last point is its first
 * @param version grows by one with each change, from 1
 */
public record Outline(
    JurisdictionCode code, @Nullable Crs crs, List<List<List<GeoPoint>>> polygons, long version) {

  public Outline {
    polygons = List.copyOf(polygons);
  }

  /** On a map of another datum; one of no known datum stays as it is. */
  public Outline on(Crs map) {
    Crs from = crs;
    return from == null || from == map
        ? this
        : new Outline(
            code,
            map,
            polygons.stream()
                .map(rings -> rings.stream().map(ring -> moved(ring, from, map)).toList())
                .toList(),
            version);
  }

  private static List<GeoPoint> moved(List<GeoPoint> ring, Crs from, Crs to) {
    return ring.stream()
        .map(point -> to.fromWgs84(from.toWgs84(point.latitude(), point.longitude())))
        .toList();
  }

  boolean saysTheSameAs(Outline other) {
    return Objects.equals(crs, other.crs) && polygons.equals(other.polygons);
  }
}
