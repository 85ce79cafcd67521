package muster.notification.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes records, and tells when the broker has them. */
public final class EventPublisher implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final EventCodec codec;

  public EventPublisher(Producer<byte[], byte[]> producer, EventCodec codec) {
    this.producer = producer;
    this.codec = codec;
  }

  /**
   * May block for half the send timeout while the broker is away; the future ends in the send
   * timeout.
   */
  public CompletableFuture<Void> publish(EventEnvelope<?> envelope) {
    EventCodec.Encoded encoded = codec.encode(envelope);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            encoded.topic(), encoded.key().getBytes(StandardCharsets.UTF_8), encoded.value());
    encoded
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return publish(record);
  }

  /** As {@link #publish(EventEnvelope)}, with a record as it is. */
  public CompletableFuture<Void> publish(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    try {
      // The callback tells all that the returned future would.
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  confirmed.complete(null);
                } else {
                  confirmed.completeExceptionally(failure);
                }
              });
    } catch (KafkaException e) {
      confirmed.completeExceptionally(e);
    }
    return confirmed;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
