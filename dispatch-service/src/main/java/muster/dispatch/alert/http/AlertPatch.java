package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.Set;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.policy.CallOutPolicies;
import org.jspecify.annotations.Nullable;

/** What is new about an alert; what is absent stays. */
record AlertPatch(
    @Schema(
            description =
                "Another kind of incident, with its policy. Waves, clocks and kept teams stay, and"
                    + " so does the number of teams or people needed, unless one is given")
        @Nullable Category category,
    @Schema(description = "Nobody who comes is stood down when fewer are needed")
        @Min(1) @Max(Limits.TEAMS_NEEDED) @Nullable Integer teamsNeeded,
    @Schema(description = AlertRequest.PEOPLE_NEEDED) @Min(1) @Max(Limits.PEOPLE_NEEDED) @Nullable Integer peopleNeeded,
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

  /**
   * @throws muster.apiedge.ProblemException {@code validation} if both teams and people are said to
   *     be needed
   */
  AlertCommand.UpdateDetails on(
      AlertState.Issued now,
      Caller caller,
      CallOutPolicies policies,
      @Nullable Set<Integer> ifVersions) {
    AlertRequest.requireOneNeed(teamsNeeded, peopleNeeded);
    return new AlertCommand.UpdateDetails(
        caller.subject(),
        details(now.details()),
        newTerms(now.issued(), caller, policies),
        ifVersions);
  }

  private AlertDetails details(AlertDetails now) {
    return new AlertDetails(
        Objects.requireNonNullElse(severity, now.severity()),
        Objects.requireNonNullElse(headline, now.headline()),
        Objects.requireNonNullElse(description, now.description()),
        location == null ? now.location() : location.toWgs84("location"),
        Objects.requireNonNullElse(address, now.address()));
  }

  private AlertCommand.@Nullable NewTerms newTerms(
      AlertIssued now, Caller caller, CallOutPolicies policies) {
    if (category == null && teamsNeeded == null && peopleNeeded == null) {
      return null;
    }
    Category wanted = Objects.requireNonNullElse(category, now.category());
    Integer people = teamsNeeded == null ? peopleNeeded(now.terms()) : null;
    boolean sameCount = (people == null) == (now.terms().peopleNeeded() == null);
    CallOutTerms terms =
        wanted == now.category() && sameCount
            ? now.terms()
            : termsOf(wanted, people, now, caller, policies);
    CallOutTerms needing =
        people != null
            ? terms.withPeopleNeeded(people)
            : terms.withTeamsNeeded(
                Objects.requireNonNullElse(teamsNeeded, now.terms().teamsNeeded()));
    return new AlertCommand.NewTerms(
        wanted,
        needing.equals(now.terms())
            ? needing
            : needing.withWaveSize(policies.waveSize(wanted, needing)));
  }

  /** As given, else as it is; null: teams are needed. */
  private @Nullable Integer peopleNeeded(CallOutTerms now) {
    return peopleNeeded == null ? now.peopleNeeded() : peopleNeeded;
  }

  /** The clocks run already; and borders stay as they are, where both policies have some. */
  private static CallOutTerms termsOf(
      Category wanted,
      @Nullable Integer people,
      AlertIssued now,
      Caller caller,
      CallOutPolicies policies) {
    CallOutTerms terms =
        policies
            .terms(wanted, null, people, now.jurisdiction(), caller.scope().orElse(null))
            .withClocksOf(now.terms());
    Set<JurisdictionCode> borders = now.terms().borders();
    return terms.borders() == null || borders == null ? terms : terms.within(borders);
  }
}
