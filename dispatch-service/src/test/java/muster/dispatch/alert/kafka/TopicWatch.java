package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What stands on a topic, from its beginning. */
final class TopicWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  TopicWatch(String bootstrapServers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "client.id", "watch" + UUID.randomUUID()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  static @Nullable String header(ConsumerRecord<String, byte[]> one, String name) {
    Header header = one.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** Waits until so many records of that kind are there, and returns them in the order read. */
  List<ConsumerRecord<String, byte[]>> await(
      int count, Predicate<ConsumerRecord<String, byte[]>> which) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (seen.stream().filter(which).count() < count && System.nanoTime() < until) {
      consumer.poll(POLL).forEach(seen::add);
    }
    List<ConsumerRecord<String, byte[]>> found = seen.stream().filter(which).toList();
    if (found.size() < count) {
      throw new AssertionError("only " + found.size() + " of " + count + " records came");
    }
    return found;
  }

  ConsumerRecord<String, byte[]> awaitWithKey(String key) {
    return Optional.ofNullable(await(1, one -> key.equals(one.key())).getFirst()).orElseThrow();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
