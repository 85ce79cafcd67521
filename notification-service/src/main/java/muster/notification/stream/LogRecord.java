package muster.notification.stream;

import muster.contracts.Event;
import muster.contracts.EventEnvelope;

/**
 * An event and where it stands in its topic.
 *
 * @param bytes size of the record's value, which stands for the memory the event takes
 */
public record LogRecord(
    int partition, long offset, int bytes, EventEnvelope<? extends Event> envelope) {

  public StreamTopic topic() {
    return StreamTopic.of(envelope.event());
  }
}
