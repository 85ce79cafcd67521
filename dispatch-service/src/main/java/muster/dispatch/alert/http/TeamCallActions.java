package muster.dispatch.alert.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import org.jspecify.annotations.Nullable;

/** The bodies of what a dispatcher does to one team. */
final class TeamCallActions {
  static final String TEAM_ID = "[A-Za-z0-9._-]{1,64}";
  static final String NO_TEAM_ID = "must be 1 to 64 of A-Z a-z 0-9 . _ -";

  private TeamCallActions() {}

  record Assignment(
      @Required @Pattern(regexp = TEAM_ID, message = NO_TEAM_ID) @Nullable String teamId) {}

  record TelephoneResult(
      @Schema(description = "Whom of the team; absent: nobody in particular")
          @Pattern(regexp = HeardAnswerController.VOLUNTEER_ID, message = NO_TEAM_ID) @Nullable String volunteerId,
      @Required TaskTelephoned.@Nullable Result result) {}

  record HelpAcknowledgement(
      @Schema(
              description =
                  "When the last request was made that the caller has seen: what the team asked for"
                      + " after that stays open. Absent: all until now")
          @Nullable Instant askedUntil) {}

  record StandDown(@Required @Text(max = Limits.REASON) @Nullable String reason) {}
}
