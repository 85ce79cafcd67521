package muster.notification.stream;

import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an alarm.
 *
 * @param alertNumber what the alert that it is about is called on the radio, if it is about one and
 *     that is known
 */
public record DeskAlarm(LogRecord record, @Nullable Integer alertNumber) implements StreamedEvent {

  public AlarmEvent event() {
    return (AlarmEvent) record.envelope().event();
  }

  /** An alarm about the system concerns everybody. */
  boolean concerns(JurisdictionCode within) {
    JurisdictionCode own = event().jurisdiction();
    return own == null || within.covers(own);
  }
}
