package muster.dispatch.alert.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Severity;
import org.jspecify.annotations.Nullable;

/** What is new about an alert; what is absent stays. */
record AlertPatch(
    @Nullable Severity severity,
    @Size(max = Limits.HEADLINE) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @PlainText
        @Nullable String headline,
    @Size(max = Limits.DESCRIPTION) @PlainText @Nullable String description,
    @Valid @Nullable PlaceRequest location,
    @Size(max = Limits.ADDRESS) @PlainText @Nullable String address) {

  AlertDetails on(AlertDetails now) {
    return new AlertDetails(
        Objects.requireNonNullElse(severity, now.severity()),
        Objects.requireNonNullElse(headline, now.headline()),
        Objects.requireNonNullElse(description, now.description()),
        location == null ? now.location() : location.toWgs84("location"),
        Objects.requireNonNullElse(address, now.address()));
  }
}
