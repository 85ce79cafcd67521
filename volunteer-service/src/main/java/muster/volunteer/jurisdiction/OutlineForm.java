package muster.volunteer.jurisdiction;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An outline as an import's line gives it.
 *
 * @param crs left out when the datum is not known: then it is shown as it is on every map
 */
public record OutlineForm(@Nullable String code, @Nullable Crs crs, @Nullable Geometry geometry) {
  /** More than an outline that is looked at on a screen needs. */
  public static final int MAX_POINTS = 20_000;

  private static final String COORDINATES = "geometry.coordinates";
  private static final int LEAST_OF_A_RING = 4;

  /**
   * A geometry of GeoJSON.
   *
   * @param type Polygon or MultiPolygon
   * @param coordinates longitude before latitude
   */
  public record Geometry(@Nullable String type, @Nullable Object coordinates) {}

  /** At version 1; what is stored already decides which it gets. */
  public Outcome<Outline> check() {
    FieldChecks checks = new FieldChecks();
    JurisdictionCode ownCode = checks.code("code", code);
    List<List<List<GeoPoint>>> polygons = polygons(checks);
    return checks.outcome(() -> new Outline(ownCode, crs, polygons, 1));
  }

  private List<List<List<GeoPoint>>> polygons(FieldChecks checks) {
    if (geometry == null) {
      checks.fail("geometry", "is required");
      return List.of();
    }
    try {
      List<List<List<GeoPoint>>> polygons =
          switch (geometry.type()) {
            case "Polygon" -> List.of(rings(geometry.coordinates()));
            case "MultiPolygon" -> {
              List<List<List<GeoPoint>>> several = new ArrayList<>();
              for (Object polygon : list(geometry.coordinates())) {
                several.add(rings(polygon));
              }
              yield several;
            }
            case null, default -> {
              checks.fail("geometry.type", "must be Polygon or MultiPolygon");
              yield List.of();
            }
          };
      long points = polygons.stream().flatMap(List::stream).mapToLong(List::size).sum();
      checks.require(
          points <= MAX_POINTS, COORDINATES, "must be at most %d points".formatted(MAX_POINTS));
      return polygons;
    } catch (NotCoordinatesException e) {
      checks.fail(COORDINATES, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static List<List<GeoPoint>> rings(@Nullable Object polygon) {
    List<List<GeoPoint>> rings = new ArrayList<>();
    for (Object ring : list(polygon)) {
      rings.add(ring(ring));
    }
    return rings;
  }

  private static List<GeoPoint> ring(@Nullable Object given) {
    List<GeoPoint> ring = new ArrayList<>();
    for (Object point : list(given)) {
      ring.add(point(list(point)));
    }
    if (ring.size() < LEAST_OF_A_RING || !ring.getFirst().equals(ring.getLast())) {
      throw new NotCoordinatesException(
          "has a ring that is not four points or more, the last of them the first");
    }
    return List.copyOf(ring);
  }

  private static GeoPoint point(List<?> given) {
    if (given.size() >= 2
        && given.size() <= 3
        && given.get(0) instanceof Number longitude
        && given.get(1) instanceof Number latitude
        && Math.abs(longitude.doubleValue()) <= 180
        && Math.abs(latitude.doubleValue()) <= 90) {
      return new GeoPoint(latitude.doubleValue(), longitude.doubleValue());
    }
    throw new NotCoordinatesException("has a point that is not longitude and latitude in degrees");
  }

  private static List<?> list(@Nullable Object given) {
    if (given instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw new NotCoordinatesException("must be nested as GeoJSON has it, and not empty");
  }

  /** Ends the reading of coordinates; its message goes on from the field's name. */
  private static final class NotCoordinatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCoordinatesException(String message) {
      super(message, null, false, false);
    }
  }
}
