package muster.notification.stream;

import muster.contracts.Event;
import muster.contracts.EventEnvelope;

/** An event with what was known when it came by, by which it is decided who is told of it. */
public sealed interface StreamedEvent
    permits AddressedEvent, ReportedEvent, RegistryEvent, DeskAlarm {
  LogRecord record();

  default StreamTopic topic() {
    return record().topic();
  }

  default EventEnvelope<? extends Event> envelope() {
    return record().envelope();
  }
}
