package muster.notification.desk.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.notification.DeskEvent;
import muster.eventintake.EventReading;
import muster.eventintake.Unusable;
import muster.eventintake.WholeTopics;
import muster.notification.desk.Desks;
import muster.notification.kafka.OffsetsByTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Brings what the desks of all instances have said. */
public final class DeskFeed implements WholeTopics.Handler {
  private final Desks desks;
  private final Consumer<UUID> heard;
  private final EventReading reading;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration reachBack;

  /**
   * @param heard told the id of each event that has been taken in
   * @param reachBack how far back is read at the start: what is older is of desks that are gone
   */
  public DeskFeed(
      Desks desks,
      Consumer<UUID> heard,
      EventReading reading,
      MeterRegistry meters,
      Clock clock,
      Duration reachBack) {
    this.desks = desks;
    this.heard = heard;
    this.reading = reading;
    this.meters = meters;
    this.clock = clock;
    this.reachBack = reachBack;
  }

  @Override
  public Map<TopicPartition, Long> begin(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions) {
    return OffsetsByTime.at(consumer, partitions, clock.instant().minus(reachBack).toEpochMilli());
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.event(DeskEvent.class, record)) {
      case Decoded.Readable<DeskEvent> readable -> {
        desks.accept(readable.envelope(), clock.instant());
        heard.accept(readable.envelope().id());
      }
      case Decoded.Unreadable<DeskEvent> unreadable -> {
        meters.counter("muster.records_passed_over", "topic", record.topic()).increment();
        throw new Unusable(unreadable.reason());
      }
    }
  }
}
