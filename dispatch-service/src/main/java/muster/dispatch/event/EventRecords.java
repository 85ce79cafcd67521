package muster.dispatch.event;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.outbox.OutboxRecord;

/** Events as the outbox takes them. */
public final class EventRecords {
  private static final String SOURCE = "/dispatch-service";

  private final EventCodec codec;

  public EventRecords(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * In their order, with ids of their own.
   *
   * @param firstVersion the aggregate's version after the first of the events
   */
  public List<OutboxRecord> of(List<? extends Event> events, long firstVersion) {
    List<OutboxRecord> records = new ArrayList<>(events.size());
    long version = firstVersion;
    for (Event event : events) {
      var encoded =
          codec.encode(new EventEnvelope<>(TimeOrderedIds.next(), SOURCE, version++, null, event));
      records.add(
          new OutboxRecord(encoded.topic(), encoded.key(), encoded.value(), encoded.headers()));
    }
    return records;
  }
}
