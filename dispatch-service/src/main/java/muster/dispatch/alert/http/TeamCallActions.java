package muster.dispatch.alert.http;

import jakarta.validation.constraints.Pattern;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import org.jspecify.annotations.Nullable;

/** The bodies of what a dispatcher does to one team. */
final class TeamCallActions {
  private static final String TEAM_ID = "[A-Za-z0-9._-]{1,64}";

  private TeamCallActions() {}

  record Assignment(
      @Required @Pattern(regexp = TEAM_ID, message = "must be 1 to 64 of A-Z a-z 0-9 . _ -") @Nullable String teamId) {}

  record StandDown(@Required @Text(max = Limits.REASON) @Nullable String reason) {}
}
