package muster.dispatch.alert.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import muster.contracts.TimeOrderedIds;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.policy.CallOutPolicies;
import org.jspecify.annotations.Nullable;

/** The alert to issue or to preview. */
record AlertRequest(
    @Required @Schema(requiredMode = REQUIRED) @Nullable Category category,
    @Required @Schema(requiredMode = REQUIRED) @Nullable Severity severity,
    @NotBlank @Size(max = Limits.HEADLINE) @PlainText @Nullable String headline,
    @Size(max = Limits.DESCRIPTION) @PlainText @Nullable String description,
    @Required @Schema(requiredMode = REQUIRED) @Valid @Nullable PlaceRequest location,
    @Size(max = Limits.ADDRESS) @PlainText @Nullable String address,
    @Required
        @Schema(requiredMode = REQUIRED)
        @Pattern(
            regexp = JURISDICTION,
            message = "must be a GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits")
        @Nullable String jurisdiction,
    @Schema(description = "Absent: as the category's policy says") @Min(1) @Max(Limits.TEAMS_NEEDED) @Nullable Integer teamsNeeded) {

  static final String JURISDICTION = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}";

  /** Only of a valid request, as everything below. */
  private Category checkedCategory() {
    return Objects.requireNonNull(category);
  }

  JurisdictionCode checkedJurisdiction() {
    return new JurisdictionCode(Objects.requireNonNull(jurisdiction));
  }

  /** Under a new id. */
  AlertCommand.Issue command(Caller caller, CallOutPolicies policies) {
    return new AlertCommand.Issue(
        TimeOrderedIds.next(),
        caller.subject(),
        AlertOrigin.commandCenter(),
        checkedCategory(),
        details(),
        checkedJurisdiction(),
        policies.terms(checkedCategory(), teamsNeeded));
  }

  private AlertDetails details() {
    return new AlertDetails(
        Objects.requireNonNull(severity),
        Objects.requireNonNull(headline),
        Objects.requireNonNullElse(description, ""),
        Objects.requireNonNull(location).toWgs84("location"),
        Objects.requireNonNullElse(address, ""));
  }
}
