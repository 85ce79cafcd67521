package muster.notification.stream.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.eventintake.EventReading;
import muster.eventintake.WholeTopics;
import muster.notification.kafka.OffsetsByTime;
import muster.notification.stream.Distribution;
import muster.notification.stream.LogRecord;
import muster.notification.stream.Position;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Brings the events of {@code dispatch.events}. */
public final class DispatchFeed implements WholeTopics.Handler {
  private final Distribution distribution;
  private final EventReading reading;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration reachBack;

  public DispatchFeed(
      Distribution distribution,
      EventReading reading,
      MeterRegistry meters,
      Clock clock,
      Duration reachBack) {
    this.distribution = distribution;
    this.reading = reading;
    this.meters = meters;
    this.clock = clock;
    this.reachBack = reachBack;
  }

  @Override
  public Map<TopicPartition, Long> begin(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    if (partitions.size() != Topics.PARTITIONS) {
      throw new KafkaException(
          Topics.Name.DISPATCH_EVENTS
              + " has "
              + partitions.size()
              + " partitions, not "
              + Topics.PARTITIONS);
    }
    Map<TopicPartition, Long> offsets =
        OffsetsByTime.at(consumer, partitions, clock.instant().minus(reachBack).toEpochMilli());
    long[] next = new long[Topics.PARTITIONS];
    offsets.forEach((partition, offset) -> next[partition.partition()] = offset);
    distribution.begin(Position.of(next));
    return offsets;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.event(DispatchEvent.class, record)) {
      case Decoded.Readable<DispatchEvent> readable ->
          distribution.accept(
              new LogRecord(
                  record.partition(),
                  record.offset(),
                  record.serializedValueSize(),
                  readable.envelope()));
      case Decoded.Unreadable<DispatchEvent> unreadable -> {
        meters.counter("muster.records_passed_over", "topic", record.topic()).increment();
        distribution.passOver(record.partition(), record.offset());
      }
    }
  }
}
