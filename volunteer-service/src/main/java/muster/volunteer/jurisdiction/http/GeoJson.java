package muster.volunteer.jurisdiction.http;

import java.util.List;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.Outline;
import muster.volunteer.jurisdiction.command.OutlineTable.Lying;
import org.jspecify.annotations.Nullable;

/**
 * A FeatureCollection with the datum it is in.
 *
 * @param crs of the map that it is for
 */
record GeoJson(String type, Crs crs, List<Feature> features) {
  /** A decimetre; more would pretend to know. */
  private static final double PRECISION = 1e6;

  /** A feature of GeoJSON; its geometry may be null there, too. */
  record Feature(
      String type, JurisdictionCode id, Properties properties, @Nullable Geometry geometry) {}

  /**
   * What is said of a jurisdiction.
   *
   * @param center longitude and latitude
   * @param crs the datum that the geometry is in; null when it is not known, or there is none
   */
  record Properties(
      JurisdictionCode code,
      String name,
      JurisdictionCode.Level level,
      @Nullable JurisdictionCode parentCode,
      @Nullable List<Double> center,
      @Nullable Crs crs) {}

  /** A geometry of GeoJSON. */
  record Geometry(String type, List<?> coordinates) {}

  static GeoJson of(List<Lying> found, Crs map) {
    return new GeoJson(
        "FeatureCollection", map, found.stream().map(one -> feature(one, map)).toList());
  }

  private static Feature feature(Lying lying, Crs map) {
    Jurisdiction jurisdiction = lying.jurisdiction();
    GeoPoint location = jurisdiction.location();
    List<Double> center = location == null ? null : position(map.fromWgs84(location));
    Outline outline = lying.outline() == null ? null : lying.outline().on(map);
    Geometry geometry =
        outline != null
            ? new Geometry("MultiPolygon", coordinates(outline))
            : center == null ? null : new Geometry("Point", center);
    Crs datum = outline != null ? outline.crs() : center == null ? null : map;
    return new Feature(
        "Feature",
        jurisdiction.code(),
        new Properties(
            jurisdiction.code(),
            jurisdiction.name(),
            jurisdiction.code().level(),
            jurisdiction.parent(),
            center,
            datum),
        geometry);
  }

  private static List<List<List<List<Double>>>> coordinates(Outline outline) {
    return outline.polygons().stream()
        .map(
            rings ->
                rings.stream().map(ring -> ring.stream().map(GeoJson::position).toList()).toList())
        .toList();
  }

  private static List<Double> position(GeoPoint point) {
    return List.of(rounded(point.longitude()), rounded(point.latitude()));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * PRECISION) / PRECISION;
  }
}
