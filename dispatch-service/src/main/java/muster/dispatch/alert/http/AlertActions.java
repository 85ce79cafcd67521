package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.json.TextOrInteger;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Outcome;
import org.jspecify.annotations.Nullable;

/** The bodies of what is done to an alert. */
final class AlertActions {
  private AlertActions() {}

  record Resolution(
      @Required @Nullable Outcome outcome,
      @Text(max = Limits.NOTE, mayBeBlank = true) @Nullable String note) {}

  record Cancellation(@Required @Text(max = Limits.REASON) @Nullable String reason) {}

  record Note(@Required @Text(max = Limits.NOTE) @Nullable String text) {}

  record ReadLine(@Required @Text(max = Limits.RADIO_LINE) @Nullable String text) {}

  record Message(
      @Required @Text(max = Limits.MESSAGE) @Nullable String text,
      @Schema(description = "For this task's team alone") @Nullable UUID taskId,
      @Schema(description = "For this team alone; not together with taskId")
          @Pattern(regexp = TeamCallActions.TEAM_ID, message = TeamCallActions.NO_TEAM_ID) @Nullable String teamId) {}

  record Reopening(@Text(max = Limits.REASON, mayBeBlank = true) @Nullable String reason) {}

  record Merge(
      @Schema(
              description = "The alert that goes on: its id, or its number of 5 to 8 digits",
              example = "40317")
          @Required
          @Text(max = Limits.REFERENCE)
          @TextOrInteger
          @Nullable String into) {

    /**
     * @throws ProblemException if it is neither
     */
    AlertReference alert() {
      try {
        return AlertReference.of(Objects.requireNonNull(into));
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalid("into", AlertReference.MESSAGE);
      }
    }
  }

  record NextWave(
      @Schema(
              description =
                  "The latest wave as the caller knows it: opening the next one twice opens one")
          @Min(1) @Nullable Integer afterWave) {}
}
