package muster.benchmarks.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import muster.contracts.Topics;
import muster.localstack.KafkaBroker;
import muster.localstack.Postgres;
import muster.outbox.Outbox;
import muster.outbox.OutboxRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.ds.PGSimpleDataSource;

/** One broker and one database with an outbox, for all rounds. */
final class OutboxServers implements AutoCloseable {
  private static final String DATABASE = "outbox";
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final KafkaBroker kafka = KafkaBroker.start();
  private final Postgres postgres;

  OutboxServers() throws SQLException, IOException {
    try {
      this.postgres = Postgres.start();
      postgres.createDatabase(DATABASE);
      installTables();
    } catch (SQLException | IOException | RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** As dispatch-service sets up its pool. */
  DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.jdbcUrl(DATABASE));
    source.setUser(Postgres.USER);
    source.setPassword(Postgres.PASSWORD);
    source.setReWriteBatchedInserts(true);
    return source;
  }

  /** With as many partitions as every topic of Muster. */
  String createTopic(String name) {
    kafka.createTopics(List.of(new NewTopic(name, Topics.PARTITIONS, (short) 1)));
    // A partition that is led may still refuse its first batch for a moment; a later one in flight
    // is then accepted before it, and the first is out of sequence for ever (docs/performance.md).
    LockSupport.parkNanos(SETTLING.toNanos());
    return name;
  }

  /** As the relay's, which no caller can see: the same order and durability, the same batches. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static ProducerRecord<byte[], byte[]> raw(OutboxRecord event) {
    var given = new ProducerRecord<>(event.topic(), event.key().getBytes(UTF_8), event.value());
    event.headers().forEach((name, text) -> given.headers().add(name, text.getBytes(UTF_8)));
    return given;
  }

  /** Reads the whole topic. Returns how many events it holds. */
  long check(String topic, long expected) {
    DeliveryCheck check = new DeliveryCheck();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(500))) {
          check.arrived(
              new String(one.key(), UTF_8),
              header(one, "ce_id"),
              Long.parseLong(header(one, "ce_aggregateversion")));
        }
      }
    }
    return check.complete(expected);
  }

  void dropRows() throws SQLException {
    execute("truncate outbox");
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }

  private static String header(ConsumerRecord<byte[], byte[]> one, String name) {
    return new String(one.headers().lastHeader(name).value(), UTF_8);
  }

  private void installTables() throws SQLException, IOException {
    try (InputStream migration =
        Objects.requireNonNull(
            Outbox.class.getResourceAsStream("/muster/outbox/db/R__outbox.sql"))) {
      execute(new String(migration.readAllBytes(), UTF_8));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
