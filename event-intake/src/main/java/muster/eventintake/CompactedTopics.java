package muster.eventintake;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import muster.contracts.Event;
import muster.contracts.Topics;
import muster.eventintake.EventReading.Snapshot;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps a picture as compacted topics say: each record is how something is now, or its end. */
public final class CompactedTopics implements WholeTopics.Handler {
  private final EventReading reading;
  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> byTopic = new HashMap<>();

  public CompactedTopics(EventReading reading) {
    this.reading = reading;
  }

  /**
   * What to do with one topic's records.
   *
   * @param family the topic's events
   * @param present takes each snapshot; older ones may come after newer ones
   * @param gone takes the key of each tombstone; it may be of something never heard of
   * @return this
   */
  public <E extends Event> CompactedTopics with(
      Topics topic, Class<E> family, Consumer<E> present, Consumer<String> gone) {
    byTopic.put(
        topic.topic(),
        record -> {
          switch (reading.snapshot(family, record)) {
            case Snapshot.Present<E>(var envelope) -> present.accept(envelope.event());
            case Snapshot.Gone<E>(String key) -> gone.accept(key);
            case Snapshot.Unreadable<E>(String reason) -> throw new Unusable(reason);
          }
        });
    return this;
  }

  /** Those that something is to be done with. */
  public List<Topics> topics() {
    return Arrays.stream(Topics.values())
        .filter(topic -> byTopic.containsKey(topic.topic()))
        .toList();
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    Consumer<ConsumerRecord<byte[], byte[]>> handler = byTopic.get(record.topic());
    if (handler == null) {
      throw new IllegalStateException("nobody said what to do with " + record.topic());
    }
    handler.accept(record);
  }
}
