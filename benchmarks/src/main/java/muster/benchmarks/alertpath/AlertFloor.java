package muster.benchmarks.alertpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import muster.contracts.Topics;
import muster.localstack.KafkaBroker;
import muster.localstack.Postgres;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What every durable alert over a log has to do and nothing else: one row committed, then one
 * record from a producer to a consumer. On the stack's own database server and broker.
 */
final class AlertFloor implements AutoCloseable {
  private static final String DATABASE = "floor";
  private static final String TOPIC = "floor";
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final byte[] row;
  private final byte[] sent;
  private final SplittableRandom random = new SplittableRandom(4);
  private final Connection connection;
  private final PreparedStatement insert;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BlockingQueue<Long> received = new LinkedBlockingQueue<>();
  private final Thread reading;

  /**
   * @param rowBytes of what an alert stores
   * @param recordBytes of what a phone is sent
   */
  AlertFloor(Postgres postgres, KafkaBroker kafka, int rowBytes, int recordBytes)
      throws SQLException {
    this.row = new byte[rowBytes];
    this.sent = new byte[recordBytes];
    this.connection = postgres.createDatabase(DATABASE).dataSource(DATABASE).getConnection();
    connection.setAutoCommit(false);
    try (Statement create = connection.createStatement()) {
      create.execute(
          "create table if not exists floor (id bigint generated always as identity primary key,"
              + " value bytea not null)");
    }
    connection.commit();
    this.insert = connection.prepareStatement("insert into floor (value) values (?)");
    kafka.createTopics(List.of(new NewTopic(TOPIC, Topics.PARTITIONS, (short) 1)));
    this.producer = producer(kafka.bootstrapServers());
    this.consumer = consumer(kafka.bootstrapServers());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(each -> new TopicPartition(TOPIC, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeks are lazy: the first record must not be missed
    this.reading = Thread.ofPlatform().daemon().name("floor").start(this::read);
  }

  /** In nanoseconds. */
  long once() throws SQLException, InterruptedException {
    random.nextBytes(row); // nothing to compress
    random.nextBytes(sent);
    long begun = System.nanoTime();
    insert.setBytes(1, row);
    insert.executeUpdate();
    connection.commit();
    var _ =
        producer.send(new ProducerRecord<>(TOPIC, random.nextInt(Topics.PARTITIONS), null, sent));
    Long arrived = received.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    if (arrived == null) {
      throw new IllegalStateException("the floor's record did not arrive within " + DEADLINE);
    }
    return arrived - begun;
  }

  @Override
  public void close() throws SQLException {
    consumer.wakeup();
    try {
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    connection.close();
  }

  private void read() {
    try (consumer) {
      while (true) {
        int count = consumer.poll(Duration.ofMillis(500)).count();
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
          received.add(now);
        }
      }
    } catch (WakeupException _) {
      // close() was called
    }
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
