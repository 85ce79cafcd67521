package muster.notification.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of this service, all with the same idea of time and of memory. */
public final class KafkaClients {
  private static final int API_TIMEOUT_MS = 5_000;

  /** How long, and up to how many bytes, a group's records wait for company at the broker. */
  private static final int COMPANY_MS = 50;

  private static final int COMPANY_BYTES = 64 << 10;

  private final KafkaSettings settings;

  public KafkaClients(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Reads what it is told to, for this instance alone. */
  public Consumer<byte[], byte[]> reader() {
    return new KafkaConsumer<>(
        consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Shares the partitions with the other instances of the group. What a group does is written down,
   * not sent to a phone: its records wait for company, and leave the processor to those that are.
   */
  public Consumer<byte[], byte[]> member(String group) {
    Map<String, Object> config = consumerConfig();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, COMPANY_BYTES);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, COMPANY_MS);
    // A record that waits for the broker is waited for within the poll interval, many times over.
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A confirmed record is on all in-sync replicas, once. */
  public Producer<byte[], byte[]> producer() {
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
    // A dead record is written with a few more headers than it came with.
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // The broker answers with the first byte it gets: an alert does not wait for company.
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }
}
