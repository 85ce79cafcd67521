package muster.notification.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of some topics on a thread of its own, without a group: this instance holds
 * all of it. After a failure it goes on behind the last record that was handed over.
 */
public final class WholeTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WholeTopics.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

  /** Takes the records; all calls are on the reading thread. */
  public interface Sink {
    /** The offsets to begin with, one for each partition. */
    Map<TopicPartition, Long> begin(
        Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions);

    void accept(ConsumerRecord<byte[], byte[]> record);
  }

  /** Begins with the oldest record there is. */
  public static Map<TopicPartition, Long> fromTheBeginning(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  private final KafkaClients clients;
  private final List<String> topics;
  private final Sink sink;
  private final Thread thread;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private volatile boolean closed;
  private volatile boolean caughtUp;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  public WholeTopics(String name, KafkaClients clients, List<String> topics, Sink sink) {
    this.clients = clients;
    this.topics = List.copyOf(topics);
    this.sink = sink;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** True once everything that stood in the topics at the start has been handed over. */
  public boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> reading = clients.reader()) {
        consumer = reading;
        read(reading);
      } catch (WakeupException e) {
        // Only close() wakes the consumer, and the loop sees that.
        LOG.debug("{} stops", thread.getName());
      } catch (KafkaException e) {
        LOG.warn("{} goes on after: {}", thread.getName(), e.toString());
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = partitions(reading);
    reading.assign(partitions);
    if (next.isEmpty()) {
      next.putAll(sink.begin(reading, partitions));
    }
    next.forEach(reading::seek);
    Map<TopicPartition, Long> until = caughtUp ? Map.of() : reading.endOffsets(partitions);
    while (!closed) {
      if (!caughtUp && hasReached(reading, until)) {
        caughtUp = true;
        LOG.info("{} has caught up with {}", thread.getName(), topics);
      }
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        hand(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    try {
      sink.accept(record);
    } catch (RuntimeException e) {
      // A bug of ours with this record must not end the service for all others.
      LOG.error(
          "{}-{} at {} could not be taken in",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> reading, Map<TopicPartition, Long> until) {
    return until.entrySet().stream()
        .allMatch(end -> reading.position(end.getKey()) >= end.getValue());
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = reading.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new KafkaException("topic " + topic + " does not exist yet");
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private void pause() {
    try {
      if (!closed) {
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
