package muster.dispatch.alert.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import muster.contracts.dispatch.Outcome;
import org.jspecify.annotations.Nullable;

/** The bodies of what is done to an alert. */
final class AlertActions {
  private AlertActions() {}

  record Resolution(
      @Required @Schema(requiredMode = REQUIRED) @Nullable Outcome outcome,
      @Size(max = Limits.NOTE) @PlainText @Nullable String note) {}

  record Cancellation(@NotBlank @Size(max = Limits.REASON) @PlainText @Nullable String reason) {}

  record NextWave(
      @Schema(
              description =
                  "The latest wave as the caller knows it: opening the next one twice opens one")
          @Min(1) @Nullable Integer afterWave) {}
}
