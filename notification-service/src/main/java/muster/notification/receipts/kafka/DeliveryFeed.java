package muster.notification.receipts.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.notification.NotificationEvent;
import muster.eventintake.EventReading;
import muster.eventintake.WholeTopics;
import muster.notification.kafka.OffsetsByTime;
import muster.notification.receipts.KnownDeliveries;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Brings the receipts that all instances have written. */
public final class DeliveryFeed implements WholeTopics.Handler {
  private final KnownDeliveries known;
  private final EventReading reading;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration reachBack;

  public DeliveryFeed(
      KnownDeliveries known,
      EventReading reading,
      MeterRegistry meters,
      Clock clock,
      Duration reachBack) {
    this.known = known;
    this.reading = reading;
    this.meters = meters;
    this.clock = clock;
    this.reachBack = reachBack;
  }

  @Override
  public Map<TopicPartition, Long> begin(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return OffsetsByTime.at(consumer, partitions, clock.instant().minus(reachBack).toEpochMilli());
  }

  /** One that is unreadable has been put aside by those who need it more. */
  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.event(NotificationEvent.class, record)) {
      case Decoded.Readable<NotificationEvent> readable ->
          known.accept(readable.envelope().event());
      case Decoded.Unreadable<NotificationEvent> unreadable ->
          meters.counter("muster.records_passed_over", "topic", record.topic()).increment();
    }
  }
}
