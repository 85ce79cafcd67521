package muster.notification.stream.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.eventintake.EventReading;
import muster.eventintake.Unusable;
import muster.eventintake.WholeTopics;
import muster.notification.kafka.OffsetsByTime;
import muster.notification.stream.Distribution;
import muster.notification.stream.LogRecord;
import muster.notification.stream.Position;
import muster.notification.stream.StreamTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Brings the events of one or more of the topics that streams tell of. */
public final class TopicFeed implements WholeTopics.Handler {
  private final Distribution distribution;
  private final EventReading reading;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<StreamTopic, Duration> reachBack;

  /**
   * @param reachBack how far back each topic is read at the start
   */
  public TopicFeed(
      Distribution distribution,
      EventReading reading,
      MeterRegistry meters,
      Clock clock,
      Map<StreamTopic, Duration> reachBack) {
    this.distribution = distribution;
    this.reading = reading;
    this.meters = meters;
    this.clock = clock;
    this.reachBack = Map.copyOf(reachBack);
  }

  @Override
  public Map<TopicPartition, Long> begin(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    Instant now = clock.instant();
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<StreamTopic, Position> begin = new HashMap<>();
    reachBack.forEach(
        (topic, back) -> {
          List<TopicPartition> own =
              partitions.stream().filter(one -> one.topic().equals(topic.topicName())).toList();
          if (own.size() != Topics.PARTITIONS) {
            throw new KafkaException(
                "%s has %d partitions, not %d"
                    .formatted(topic.topicName(), own.size(), Topics.PARTITIONS));
          }
          Map<TopicPartition, Long> found =
              OffsetsByTime.at(consumer, own, now.minus(back).toEpochMilli());
          long[] next = new long[Topics.PARTITIONS];
          found.forEach((partition, offset) -> next[partition.partition()] = offset);
          begin.put(topic, Position.of(next));
          offsets.putAll(found);
        });
    // Only once the broker has answered for all of them: this can be done once.
    begin.forEach(distribution::begin);
    return offsets;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    StreamTopic topic = StreamTopic.findByName(record.topic()).orElseThrow();
    Decoded<? extends Event> decoded = reading.event(topic.topic().family(), record);
    switch (decoded) {
      case Decoded.Readable<? extends Event> readable ->
          distribution.accept(
              new LogRecord(
                  record.partition(),
                  record.offset(),
                  record.serializedValueSize(),
                  readable.envelope()));
      case Decoded.Unreadable<? extends Event> unreadable -> {
        meters.counter("muster.records_passed_over", "topic", record.topic()).increment();
        distribution.passOver(topic, record.partition(), record.offset());
        if (topic != StreamTopic.DISPATCH) {
          throw new Unusable(unreadable.reason());
        }
        // Of dispatch.events the reader of deliveries puts it aside.
      }
    }
  }
}
