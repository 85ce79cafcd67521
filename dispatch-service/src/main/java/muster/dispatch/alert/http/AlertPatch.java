package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.Set;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.Severity;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.policy.CallOutPolicies;
import org.jspecify.annotations.Nullable;

/** What is new about an alert; what is absent stays. */
record AlertPatch(
    @Schema(
            description =
                "Another kind of incident, with its policy. Waves, clocks and kept teams stay, and"
                    + " so does the number of teams needed, unless it is given")
        @Nullable Category category,
    @Schema(description = "Nobody who comes is stood down when fewer are needed")
        @Min(1) @Max(Limits.TEAMS_NEEDED) @Nullable Integer teamsNeeded,
    @Nullable Severity severity,
    @Text(max = Limits.HEADLINE) @Nullable String headline,
    @Text(max = Limits.DESCRIPTION, mayBeBlank = true) @Nullable String description,
    @Valid @Nullable PlaceRequest location,
    @Text(max = Limits.ADDRESS, mayBeBlank = true) @Nullable String address) {

  AlertCommand.UpdateDetails on(
      AlertState.Issued now,
      Caller caller,
      CallOutPolicies policies,
      @Nullable Set<Integer> ifVersions) {
    return new AlertCommand.UpdateDetails(
        caller.subject(), details(now.details()), newTerms(now.issued(), policies), ifVersions);
  }

  private AlertDetails details(AlertDetails now) {
    return new AlertDetails(
        Objects.requireNonNullElse(severity, now.severity()),
        Objects.requireNonNullElse(headline, now.headline()),
        Objects.requireNonNullElse(description, now.description()),
        location == null ? now.location() : location.toWgs84("location"),
        Objects.requireNonNullElse(address, now.address()));
  }

  private AlertCommand.@Nullable NewTerms newTerms(AlertIssued now, CallOutPolicies policies) {
    if (category == null && teamsNeeded == null) {
      return null;
    }
    Category wanted = Objects.requireNonNullElse(category, now.category());
    int needed = Objects.requireNonNullElse(teamsNeeded, now.terms().teamsNeeded());
    CallOutTerms terms =
        wanted == now.category() ? now.terms() : policies.terms(wanted, null).withClocksOf(now.terms());
    return new AlertCommand.NewTerms(wanted, terms.withTeamsNeeded(needed));
  }
}
