package muster.notification.stream.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.eventintake.EventReading;
import muster.eventintake.KafkaClients;
import muster.notification.kafka.OffsetsByTime;
import muster.notification.stream.EventLog;
import muster.notification.stream.LogRecord;
import muster.notification.stream.Position;
import muster.notification.stream.StreamTopic;
import muster.notification.stream.StreamedEvent;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A topic itself, read with a consumer per call. */
public final class KafkaEventLog implements EventLog {
  /** What has to be known for saying whom an event concerns, as a replay goes along. */
  public interface Board {
    /** Empty for a repetition. */
    Optional<StreamedEvent> accept(LogRecord record);
  }

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final EventReading reading;
  private final StreamTopic topic;
  private final int contextRecords;
  private final Supplier<Board> boards;

  /**
   * @param contextRecords read before the beginning of a replay in each partition, untold, so that
   *     what the first events are about is known
   * @param boards a new one for each replay
   */
  public KafkaEventLog(
      KafkaClients clients,
      EventReading reading,
      StreamTopic topic,
      int contextRecords,
      Supplier<Board> boards) {
    this.clients = clients;
    this.reading = reading;
    this.topic = topic;
    this.contextRecords = contextRecords;
    this.boards = boards;
  }

  @Override
  public Position end() throws Unavailable {
    try (Consumer<byte[], byte[]> consumer = clients.reader()) {
      consumer.assign(partitions());
      return position(consumer.endOffsets(partitions()));
    } catch (KafkaException e) {
      throw new Unavailable(e);
    }
  }

  @Override
  public Position positionAt(Instant time) throws Unavailable {
    try (Consumer<byte[], byte[]> consumer = clients.reader()) {
      consumer.assign(partitions());
      return position(OffsetsByTime.at(consumer, partitions(), time.toEpochMilli()));
    } catch (KafkaException e) {
      throw new Unavailable(e);
    }
  }

  @Override
  public void replay(Position from, Position until, Reader reader)
      throws Unavailable, InterruptedException {
    List<TopicPartition> behind = new ArrayList<>();
    for (TopicPartition partition : partitions()) {
      if (from.next(partition.partition()) < until.next(partition.partition())) {
        behind.add(partition);
      }
    }
    if (behind.isEmpty()) {
      return;
    }
    try (Consumer<byte[], byte[]> consumer = clients.reader()) {
      consumer.assign(behind);
      Map<TopicPartition, Long> oldest = consumer.beginningOffsets(behind);
      for (TopicPartition partition : behind) {
        long begin = from.next(partition.partition()) - contextRecords;
        consumer.seek(partition, Math.max(begin, oldest.getOrDefault(partition, 0L)));
      }
      read(consumer, from, until, reader);
    } catch (KafkaException e) {
      throw new Unavailable(e);
    }
  }

  private void read(Consumer<byte[], byte[]> consumer, Position from, Position until, Reader reader)
      throws Unavailable, InterruptedException {
    Board board = boards.get();
    long lastProgress = System.nanoTime();
    while (!finished(consumer, until)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new Unavailable(new KafkaException("no answer for " + PATIENCE.toSeconds() + " s"));
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Optional<StreamedEvent> event = take(board, record);
        if (event.isPresent()
            && record.offset() >= from.next(record.partition())
            && record.offset() < until.next(record.partition())
            && !reader.read(event.get())) {
          return;
        }
      }
    }
  }

  private Optional<StreamedEvent> take(Board board, ConsumerRecord<byte[], byte[]> record) {
    Decoded<? extends Event> decoded = reading.event(topic.topic().family(), record);
    return switch (decoded) {
      case Decoded.Readable<? extends Event> readable ->
          board.accept(
              new LogRecord(
                  record.partition(),
                  record.offset(),
                  record.serializedValueSize(),
                  readable.envelope()));
      case Decoded.Unreadable<? extends Event> _ -> Optional.empty();
    };
  }

  private static boolean finished(Consumer<byte[], byte[]> consumer, Position until) {
    for (TopicPartition partition : consumer.assignment()) {
      if (consumer.position(partition) < until.next(partition.partition())) {
        return false;
      }
    }
    return true;
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, Topics.PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
        .toList();
  }

  private static Position position(Map<TopicPartition, Long> offsets) {
    long[] next = new long[Topics.PARTITIONS];
    offsets.forEach((partition, offset) -> next[partition.partition()] = offset);
    return Position.of(next);
  }
}
