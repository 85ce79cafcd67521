package muster.apiedge.spring;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Objects;
import muster.apiedge.ProblemException;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/** A coordinate in the datum it was taken in; 0/0 (within 100 m) is none. */
public record PlaceRequest(
    @Required
        @DecimalMin(value = "-90", message = LATITUDE) @DecimalMax(value = "90", message = LATITUDE) @Nullable Double latitude,
    @Required
        @DecimalMin(value = "-180", message = LONGITUDE) @DecimalMax(value = "180", message = LONGITUDE) @Nullable Double longitude,
    @Schema(description = "Datum of the numbers; WGS84 when absent") @Nullable Crs crs) {
  static final String LATITUDE = "must be between -90 and 90 degrees";
  static final String LONGITUDE = "must be between -180 and 180 degrees";

  /**
   * Only of a valid request.
   *
   * @param field where the place stands in it, such as {@code location}
   * @throws ProblemException for a place beyond the edge of a shifted datum, and for one that
   *     stands for none
   */
  public GeoPoint toWgs84(String field) {
    Crs datum = Objects.requireNonNullElse(crs, Crs.WGS84);
    GeoPoint place;
    try {
      place = datum.toWgs84(Objects.requireNonNull(latitude), Objects.requireNonNull(longitude));
    } catch (IllegalArgumentException outside) {
      throw ProblemException.invalid(field, "is no place in " + datum);
    }
    if (place.standsForNone()) {
      throw ProblemException.invalid(field, GeoPoint.STANDS_FOR_NONE);
    }
    return place;
  }
}
