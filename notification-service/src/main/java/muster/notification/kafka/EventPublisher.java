package muster.notification.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records, and tells when the broker has them. */
public final class EventPublisher implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final EventCodec codec;

  EventPublisher(KafkaSettings settings, EventCodec codec) {
    this.producer =
        new KafkaProducer<>(config(settings), new ByteArraySerializer(), new ByteArraySerializer());
    this.codec = codec;
  }

  /** A confirmed record is on all in-sync replicas, once. */
  private static Map<String, Object> config(KafkaSettings settings) {
    int timeout = (int) settings.sendTimeout().toMillis();
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Dozens of receipts follow each alert, to every partition: a request for each is the dearer
    // way.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(250, timeout / 2));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout / 2);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    return config;
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
