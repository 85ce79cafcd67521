package muster.report.intake.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.report.web.Problem;
import org.jspecify.annotations.Nullable;

/** A coordinate in the datum that it declares. */
record PlaceRequest(
    @NotNull @DecimalMin("-90") @DecimalMax("90") @Nullable Double latitude,
    @NotNull @DecimalMin("-180") @DecimalMax("180") @Nullable Double longitude,
    @Schema(description = "Datum of the numbers; WGS84 if absent") @Nullable Crs crs) {

  /** To be called on a validated request. */
  GeoPoint toWgs84() {
    try {
      return (crs == null ? Crs.WGS84 : crs).toWgs84(given(latitude), given(longitude));
    } catch (IllegalArgumentException outside) {
      // Shifted datums leave the globe at its very edge.
      throw Problem.invalid("location", "is no place in " + crs);
    }
  }

  private static double given(@Nullable Double number) {
    if (number == null) {
      throw new IllegalStateException("not validated");
    }
    return number;
  }
}
