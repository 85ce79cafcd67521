package muster.notification.stream;

import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.DispatchEvent;

/**
 * An event and where it stands in {@code dispatch.events}.
 *
 * @param bytes size of the record's value, which stands for the memory the event takes
 */
public record LogRecord(
    int partition, long offset, int bytes, EventEnvelope<DispatchEvent> envelope) {}
