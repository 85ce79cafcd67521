package muster.report.intake.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import muster.apiedge.Jurisdictions;
import muster.apiedge.json.TextOrInteger;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import org.jspecify.annotations.Nullable;

/** An officer's decision on a report. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TriageRequest.Answer.class, name = "ANSWER"),
  @JsonSubTypes.Type(value = TriageRequest.Alert.class, name = "ALERT"),
  @JsonSubTypes.Type(value = TriageRequest.Link.class, name = "LINK")
})
@Schema(
    oneOf = {TriageRequest.Answer.class, TriageRequest.Alert.class, TriageRequest.Link.class},
    discriminatorProperty = "decision",
    discriminatorMapping = {
      @DiscriminatorMapping(value = "ANSWER", schema = TriageRequest.Answer.class),
      @DiscriminatorMapping(value = "ALERT", schema = TriageRequest.Alert.class),
      @DiscriminatorMapping(value = "LINK", schema = TriageRequest.Link.class)
    })
sealed interface TriageRequest {

  /** The reporter gets an answer, nobody is called. */
  @Schema(name = "TriageAnswer")
  record Answer(@Required @Text(max = Limits.ANSWER) @Nullable String answer)
      implements TriageRequest {}

  /** Volunteers are called. What is absent is taken from the report. */
  @Schema(name = "TriageAlert")
  record Alert(
      @Required @Nullable Severity severity,
      @Required @Text(max = Limits.HEADLINE) @Nullable String headline,
      @Text(max = Limits.DESCRIPTION, mayBeBlank = true) @Nullable String description,
      @Nullable Category category,
      @Valid @Nullable PlaceRequest location,
      @Text(max = Limits.ADDRESS, mayBeBlank = true) @Nullable String address,
      @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
      @Schema(description = "Overrides the number of the category's policy")
          @Min(1) @Max(Limits.TEAMS) @Nullable Integer teamsNeeded,
      @Schema(
              description =
                  "Instead of teamsNeeded: teams are kept until those who come with them are as"
                      + " many")
          @Min(1) @Max(Limits.PEOPLE) @Nullable Integer peopleNeeded,
      @Schema(
              description =
                  "True: the place is meant, though it is more than 20 km from every registered"
                      + " point of the jurisdiction")
          @Nullable Boolean outside)
      implements TriageRequest {}

  /** It is about an alert that runs already: it becomes a clue on that. */
  @Schema(name = "TriageLink")
  record Link(
      @Schema(
              description = "The running alert: its id, or its number of 5 to 8 digits",
              example = "40317")
          @Required
          @Text(max = Limits.REFERENCE)
          @TextOrInteger
          @Nullable String alert)
      implements TriageRequest {}
}
