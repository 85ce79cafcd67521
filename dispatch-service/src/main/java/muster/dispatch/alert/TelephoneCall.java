package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.dispatch.alert.AlertCommand.NoteTelephoneCall;
import org.jspecify.annotations.Nullable;

/**
 * That somebody at the command center has rung a team up.
 *
 * @param volunteerId the member who was rung; null: nobody in particular
 */
public record TelephoneCall(
    Instant at, String by, @Nullable String volunteerId, TaskTelephoned.Result result) {
  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  static TelephoneCall of(TaskTelephoned event) {
    return new TelephoneCall(event.at(), event.by(), event.volunteerId(), event.result());
  }

  /** A network or a finger has doubled it: nobody rings twice in this time. */
  boolean isDoubledBy(NoteTelephoneCall again, Instant now) {
    return by.equals(again.by())
        && Objects.equals(volunteerId, again.volunteerId())
        && result == again.result()
        && now.isBefore(at.plus(DOUBLED_WITHIN));
  }
}
