package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import java.util.Objects;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** What is new about an alert; what is absent stays. */
record AlertPatch(
    @Nullable Severity severity,
    @Text(max = Limits.HEADLINE) @Nullable String headline,
    @Text(max = Limits.DESCRIPTION, mayBeBlank = true) @Nullable String description,
    @Valid @Nullable PlaceRequest location,
    @Text(max = Limits.ADDRESS, mayBeBlank = true) @Nullable String address,
    @Schema(description = AlertRequest.OUTSIDE) @Nullable Boolean outside) {

  /**
   * @throws muster.apiedge.ProblemException {@code validation} for a place that is far from the
   *     alert's jurisdiction by mistake
   */
  void requireKnownPlace(KnownJurisdictions known, JurisdictionCode jurisdiction) {
    if (location != null && !Boolean.TRUE.equals(outside)) {
      known.requireNear("location", location.toWgs84("location"), jurisdiction);
    }
  }

  AlertDetails on(AlertDetails now) {
    return new AlertDetails(
        Objects.requireNonNullElse(severity, now.severity()),
        Objects.requireNonNullElse(headline, now.headline()),
        Objects.requireNonNullElse(description, now.description()),
        location == null ? now.location() : location.toWgs84("location"),
        Objects.requireNonNullElse(address, now.address()));
  }
}
