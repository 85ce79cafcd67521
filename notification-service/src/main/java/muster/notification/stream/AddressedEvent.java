package muster.notification.stream;

import java.util.List;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.DispatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event with what was known when it came by: its alert, and the teams that are told of it.
 *
 * @param alert null when the alert's beginning is older than what this service has read, or was
 *     unreadable
 */
public record AddressedEvent(
    LogRecord record, @Nullable AlertSummary alert, List<Addressee> addressees) {

  /** A team that is told, and the task by which the event concerns it. */
  public record Addressee(String teamId, UUID taskId) {}

  public EventEnvelope<DispatchEvent> envelope() {
    return record.envelope();
  }

  public DispatchEvent event() {
    return record.envelope().event();
  }
}
