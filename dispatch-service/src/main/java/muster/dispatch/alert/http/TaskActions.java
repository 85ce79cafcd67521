package muster.dispatch.alert.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import muster.dispatch.alert.AlertCommand.Progress.Stage;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;

/** The bodies of what a team does with its task, and the answer. */
final class TaskActions {
  private TaskActions() {}

  record Acknowledgement(
      @Schema(description = "The team's own estimate until it is there")
          @Min(0) @Max(Limits.ETA_SECONDS) @Nullable Integer etaSeconds) {}

  record Decline(@Size(max = Limits.REASON) @PlainText @Nullable String reason) {}

  record Withdrawal(@Size(max = Limits.REASON) @PlainText @Nullable String reason) {}

  record Progress(@Required @Schema(requiredMode = REQUIRED) @Nullable Stage state) {}

  record Completion(@Size(max = Limits.NOTE) @PlainText @Nullable String note) {}

  /**
   * @param rank place in line from 1; only on standby
   */
  record Standing(TaskState state, @Nullable Integer rank) {}
}
