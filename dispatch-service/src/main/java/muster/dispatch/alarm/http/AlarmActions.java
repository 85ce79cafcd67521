package muster.dispatch.alarm.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import muster.apiedge.ProblemException;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** The bodies of what is done about an alarm. */
final class AlarmActions {
  private static final String WHERE =
      "Where the report is, as a GB/T 2260 code; only of REPORT_OVERDUE that nobody has done"
          + " anything about yet";

  private AlarmActions() {}

  @Schema(name = "AlarmToAcknowledge")
  record Acknowledging(
      @Schema(description = WHERE, example = "320371003209")
          @Nullable JurisdictionCode jurisdiction) {}

  @Schema(name = "AlarmToShelve")
  record Shelving(
      @Schema(description = "How long it is to be silent: 5, 15 or 60", example = "15") @Required
          @Nullable Integer minutes,
      @Required @Text(max = 500) @Nullable String reason,
      @Schema(description = WHERE, example = "320371003209")
          @Nullable JurisdictionCode jurisdiction) {

    /**
     * @throws ProblemException if it is none that is possible
     */
    Duration time() {
      return switch (minutes) {
        case 5, 15, 60 -> Duration.ofMinutes(minutes);
        case null, default -> throw ProblemException.invalid("minutes", "must be 5, 15 or 60");
      };
    }
  }
}
