package muster.dispatch.alert.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Objects;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.dispatch.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A coordinate in the datum it was taken in. */
record PlaceRequest(
    @Required @Schema(requiredMode = REQUIRED) @DecimalMin("-90") @DecimalMax("90") @Nullable Double latitude,
    @Required @Schema(requiredMode = REQUIRED) @DecimalMin("-180") @DecimalMax("180") @Nullable Double longitude,
    @Schema(description = "Datum of the numbers; WGS84 when absent") @Nullable Crs crs) {

  /** Only of a valid request. */
  GeoPoint toWgs84(String field) {
    try {
      return Objects.requireNonNullElse(crs, Crs.WGS84)
          .toWgs84(Objects.requireNonNull(latitude), Objects.requireNonNull(longitude));
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(field, "is not a place in this datum");
    }
  }
}
