package muster.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producer that the relay's promises rest on. */
final class RelayProducer {

  /** Of memory beyond the records themselves: one unfilled batch per partition. */
  private static final long BATCHES_BYTES = 32L * 1_048_576;

  private RelayProducer() {}

  static Producer<byte[], byte[]> create(Map<String, ?> given, OutboxRelaySettings settings) {
    Map<String, Object> properties = new HashMap<>();
    // What the caller may set otherwise.
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a full window makes batches by itself
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    properties.putAll(given);

    // What order and durability rest on.
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // One: on a partition without a history of this producer the broker takes any first sequence
    // number. Were the first batch refused (a topic just created) and one behind it accepted, the
    // first would be out of sequence for ever, and its rows would wait for ever. What waits for
    // the answer travels together in the next request, so little is lost by it.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // A record that gave up while its successors went through would come after them.
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        settings.maxRecordBytes() + OutboxRelaySettings.REQUEST_OVERHEAD_BYTES);
    // Twice the window, as a record may fill little more than half of its batch: send never waits.
    properties.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        2L * (settings.inFlightBytes() + settings.maxRecordBytes()) + BATCHES_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    // A topic once known stays known, so that a seldom used one does not block the relay's thread.
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(24).toMillis());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
