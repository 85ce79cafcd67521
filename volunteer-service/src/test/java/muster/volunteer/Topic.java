package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads what the service has published about one key. */
final class Topic implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

  Topic(RunningService service, String name) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", service.kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(name).stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits until the key has the number of records, and makes sure that no more follow. */
  List<ConsumerRecord<String, byte[]>> await(String key, int number) {
    Awaitility.await()
        .atMost(DEADLINE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              poll(Duration.ofMillis(200));
              return of(key).size() >= number;
            });
    poll(Duration.ofMillis(300));
    assertThat(of(key).stream().map(Topic::type)).hasSize(number);
    return of(key);
  }

  private List<ConsumerRecord<String, byte[]>> of(String key) {
    return read.stream().filter(one -> one.key().equals(key)).toList();
  }

  private void poll(Duration time) {
    consumer.poll(time).forEach(read::add);
  }

  static String type(ConsumerRecord<String, byte[]> record) {
    return header(record, "ce_type");
  }

  static long version(ConsumerRecord<String, byte[]> record) {
    return Long.parseLong(header(record, "ce_aggregateversion"));
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = Objects.requireNonNull(record.headers().lastHeader(name), name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
