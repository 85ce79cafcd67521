package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything in a topic, from its beginning, in the order read. */
final class TopicReader implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  TopicReader(String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                RealParts.kafka().bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /** All records read so far, at least so many. */
  List<ConsumerRecord<String, byte[]>> await(int count) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (records.size() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%d records after %s, not %d".formatted(records.size(), DEADLINE, count));
      }
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return List.copyOf(records);
  }

  /** All records, after the topic has been quiet for a while. */
  List<ConsumerRecord<String, byte[]>> awaitQuiet() {
    int before;
    do {
      before = records.size();
      consumer.poll(Duration.ofMillis(500)).forEach(records::add);
    } while (records.size() > before);
    return List.copyOf(records);
  }

  List<String> awaitTexts(int count) {
    return await(count).stream().map(TopicReader::text).toList();
  }

  static String text(ConsumerRecord<String, byte[]> received) {
    return new String(received.value(), UTF_8);
  }

  static String id(ConsumerRecord<String, byte[]> received) {
    return new String(received.headers().lastHeader("ce_id").value(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
