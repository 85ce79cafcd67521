package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.dispatch.alert.AlertCommand.Progress.Stage;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;

/** The bodies of what a team does with its task, and the answer. */
final class TaskActions {
  private TaskActions() {}

  record Acknowledgement(
      @Schema(description = "The member's own estimate until he or she is there")
          @Min(0) @Max(Limits.ETA_SECONDS) @Nullable Integer etaSeconds) {}

  record Decline(
      @Text(max = Limits.REASON, mayBeBlank = true) @Nullable String reason,
      @Schema(description = "Nobody of the team comes; only its captain may say so")
          @Nullable Boolean forTeam) {}

  record Withdrawal(@Text(max = Limits.REASON, mayBeBlank = true) @Nullable String reason) {}

  record Progress(@Required @Nullable Stage state) {}

  record HelpRequest(
      @Required @Nullable Kind kind,
      @Text(max = Limits.REASON, mayBeBlank = true) @Nullable String text) {}

  record Completion(@Text(max = Limits.NOTE, mayBeBlank = true) @Nullable String note) {}

  /**
   * @param rank place in line from 1; only on standby
   */
  record Standing(TaskState state, @Nullable Integer rank) {}
}
