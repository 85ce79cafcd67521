package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import muster.apiedge.Jurisdictions;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.TimeOrderedIds;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.Exercises;
import muster.dispatch.policy.CallOutPolicies;
import org.jspecify.annotations.Nullable;

/** The alert to issue or to preview. */
record AlertRequest(
    @Required @Nullable Category category,
    @Required @Nullable Severity severity,
    @Required @Text(max = Limits.HEADLINE) @Nullable String headline,
    @Text(max = Limits.DESCRIPTION, mayBeBlank = true) @Nullable String description,
    @Required @Valid @Nullable PlaceRequest location,
    @Text(max = Limits.ADDRESS, mayBeBlank = true) @Nullable String address,
    @Required @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
    @Schema(description = "Absent: as the category's policy says") @Min(1) @Max(Limits.TEAMS_NEEDED) @Nullable Integer teamsNeeded,
    @Schema(description = PEOPLE_NEEDED) @Min(1) @Max(Limits.PEOPLE_NEEDED) @Nullable Integer peopleNeeded,
    @Schema(description = OUTSIDE) @Nullable Boolean outside,
    @Schema(
            description =
                "True: nobody is in need, and whoever is called is told so; on a stack for training"
                    + " every alert is an exercise")
        @Nullable Boolean exercise) {

  static final String PEOPLE_NEEDED =
      "Instead of teamsNeeded: teams are kept until those who come with them are as many";

  static final String OUTSIDE =
      "True: the place is meant, though it is more than 20 km from every registered point of the"
          + " jurisdiction";

  /** Only of a valid request, as everything below. */
  private Category checkedCategory() {
    return Objects.requireNonNull(category);
  }

  JurisdictionCode checkedJurisdiction() {
    return new JurisdictionCode(Objects.requireNonNull(jurisdiction));
  }

  /**
   * A code that there is not is told whoever asks: who mistypes one is not told that it is somebody
   * else's.
   *
   * @throws ProblemException {@code validation} for a code that is not registered, or a place that
   *     is far from it by mistake; {@code out-of-scope}
   */
  void requireKnownPlace(KnownJurisdictions known, Caller caller) {
    GeoPoint place = checkedLocation();
    known.requireRegistered("jurisdiction", checkedJurisdiction(), place);
    Scope.require(caller, checkedJurisdiction());
    if (!Boolean.TRUE.equals(outside)) {
      known.requireNear("location", place, checkedJurisdiction());
    }
  }

  private GeoPoint checkedLocation() {
    return Objects.requireNonNull(location).toWgs84("location");
  }

  /**
   * @throws ProblemException {@code validation} if both are given
   */
  static void requireOneNeed(@Nullable Integer teamsNeeded, @Nullable Integer peopleNeeded) {
    if (teamsNeeded != null && peopleNeeded != null) {
      throw ProblemException.invalid("peopleNeeded", "can't be given along with teamsNeeded");
    }
  }

  /**
   * Under a new id.
   *
   * @throws ProblemException {@code validation} if both teams and people are said to be needed
   */
  AlertCommand.Issue command(Caller caller, CallOutPolicies policies, Exercises exercises) {
    requireOneNeed(teamsNeeded, peopleNeeded);
    return new AlertCommand.Issue(
        TimeOrderedIds.next(),
        caller.subject(),
        AlertOrigin.commandCenter(),
        checkedCategory(),
        details(),
        checkedJurisdiction(),
        policies.terms(
            checkedCategory(),
            teamsNeeded,
            peopleNeeded,
            checkedJurisdiction(),
            caller.scope().orElseThrow()),
        exercises.include(exercise),
        null);
  }

  private AlertDetails details() {
    return new AlertDetails(
        Objects.requireNonNull(severity),
        Objects.requireNonNull(headline),
        Objects.requireNonNullElse(description, ""),
        checkedLocation(),
        Objects.requireNonNullElse(address, ""));
  }
}
