package muster.dispatch.team.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of one compacted topic from the beginning and goes on reading, without a
 * group: every instance needs all of it, and remembers nothing. Says when it has reached what was
 * the end at its start.
 *
 * <p>Kafka's own consumer and not a binding: a binding joins a group, hands over one record at a
 * time, and doesn't know where the end was.
 */
final class TopicReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MS = 500;
  private static final int API_TIMEOUT_MS = 10_000;
  private static final int MAX_POLL_RECORDS = 5_000;

  private final Topics topic;
  private final String bootstrapServers;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private volatile @Nullable KafkaConsumer<byte[], byte[]> open;
  private @Nullable Map<TopicPartition, Long> endAtStart;

  /**
   * @param handler called for one record after the other; when it throws, the record comes again
   */
  TopicReader(
      Topics topic, String bootstrapServers, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    this.topic = topic;
    this.bootstrapServers = bootstrapServers;
    this.handler = handler;
    this.thread = Thread.ofPlatform().name("read-" + topic.topic()).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Void> whenCaughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    stop.countDown();
    KafkaConsumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (stop.getCount() > 0) {
      try (var consumer =
          new KafkaConsumer<>(
              settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        open = consumer;
        read(consumer);
      } catch (WakeupException _) {
        return; // only close() wakes it
      } catch (RuntimeException e) { // the broker is away, or a bug: going on beats a stale index
        log.warn("{} can't be read now: {}", topic.topic(), e.toString());
        pause();
      } finally {
        open = null;
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    if (partitions.isEmpty()) {
      throw new IllegalStateException("the topic does not exist yet");
    }
    consumer.assign(partitions);
    partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    if (endAtStart == null) {
      endAtStart = consumer.endOffsets(partitions);
    }
    while (stop.getCount() > 0) {
      lookForEnd(consumer);
      for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
        handler.accept(one);
        next.put(new TopicPartition(one.topic(), one.partition()), one.offset() + 1);
      }
    }
  }

  private void lookForEnd(KafkaConsumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> ends = endAtStart;
    if (!caughtUp.isDone()
        && ends != null
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      caughtUp.complete(null);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic.topic())
        .forEach(
            partition -> partitions.add(new TopicPartition(topic.topic(), partition.partition())));
    return partitions;
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        // Compaction may have removed offset 0.
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        API_TIMEOUT_MS,
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        API_TIMEOUT_MS,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        MAX_POLL_RECORDS,
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        100,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false);
  }

  private void pause() {
    try {
      var _ = stop.await(RETRY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
