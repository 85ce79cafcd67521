package muster.eventintake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of whoever reads, all with the same idea of time and of memory. */
public final class KafkaClients {
  private static final int API_TIMEOUT_MS = 5_000;

  /** A dead letter that the broker has not confirmed by then counts as not written. */
  static final int LETTER_TIMEOUT_MS = 10_000;

  /** How long, and up to how many bytes, a group's records wait for company at the broker. */
  private static final int COMPANY_MS = 50;

  private static final int COMPANY_BYTES = 64 << 10;

  /** The same for what is only looked at: nobody at a screen takes it for late. */
  private static final int PATIENCE_MS = 250;

  private final String bootstrapServers;

  /**
   * @param bootstrapServers {@code host:port}, more of them separated by commas
   */
  public KafkaClients(String bootstrapServers) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("no broker is named, host:port");
    }
    this.bootstrapServers = bootstrapServers;
  }

  /** Reads what it is told to, for this instance alone. */
  public Consumer<byte[], byte[]> reader() {
    Map<String, Object> settings = consumerSettings();
    // The broker answers with the first byte it gets: an alert does not wait for company.
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return new KafkaConsumer<>(settings);
  }

  /** Reads dead letters, of those that were written in a transaction only the committed ones. */
  Consumer<byte[], byte[]> letterReader() {
    Map<String, Object> settings = consumerSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings);
  }

  /**
   * Reads for this instance alone what nobody waits for: its records wait for company, as a group's
   * do.
   */
  public Consumer<byte[], byte[]> patientReader() {
    Map<String, Object> settings = consumerSettings();
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, COMPANY_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return new KafkaConsumer<>(settings);
  }

  /**
   * Shares the partitions with the other instances of the group. What it reads is written down, not
   * sent to a phone: its records wait for company, and leave the processor to those that are.
   */
  public Consumer<byte[], byte[]> member(String group) {
    return member(group, GroupReader.Beginning.OLDEST);
  }

  Consumer<byte[], byte[]> member(String group, GroupReader.Beginning beginning) {
    Map<String, Object> settings = memberSettings();
    if (beginning == GroupReader.Beginning.END) {
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    }
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, COMPANY_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, COMPANY_MS);
    return new KafkaConsumer<>(settings);
  }

  /** Of a group's member, for a framework that makes its consumers itself. */
  public Map<String, Object> memberSettings() {
    Map<String, Object> settings = consumerSettings();
    // After a crash nobody reads the partitions of the one that is gone for this long; the broker
    // allows no less.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return settings;
  }

  private Map<String, Object> consumerSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    // Compaction or retention may have removed offset 0.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  /** Writes dead letters. */
  Producer<byte[], byte[]> letterProducer() {
    return new KafkaProducer<>(letterSettings());
  }

  /** Of all producers of this id the one that came last can write, and no other any more. */
  Producer<byte[], byte[]> letterProducer(String transactionalId) {
    Map<String, Object> settings = letterSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    // Whoever reads committed records waits for one that died in the middle, this long at most.
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, LETTER_TIMEOUT_MS);
    return new KafkaProducer<>(settings);
  }

  private Map<String, Object> letterSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LETTER_TIMEOUT_MS / 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LETTER_TIMEOUT_MS / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LETTER_TIMEOUT_MS);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    // A letter is the record and a few headers more: what is too large is the broker's to say.
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
    return settings;
  }

  /** Asks and changes what the broker knows of groups and topics. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS));
  }
}
