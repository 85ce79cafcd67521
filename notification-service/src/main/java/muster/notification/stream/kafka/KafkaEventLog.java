package muster.notification.stream.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.eventintake.EventReading;
import muster.eventintake.KafkaClients;
import muster.notification.kafka.OffsetsByTime;
import muster.notification.stream.AddressedEvent;
import muster.notification.stream.AlertBoard;
import muster.notification.stream.EventLog;
import muster.notification.stream.LogRecord;
import muster.notification.stream.Position;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The log itself, read with a consumer per call. */
public final class KafkaEventLog implements EventLog {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final EventReading reading;
  private final int contextRecords;
  private final int maxAlerts;

  /**
   * @param contextRecords read before the beginning of a replay in each partition, untold, so that
   *     the alerts and tasks which the first events are about are known
   */
  public KafkaEventLog(
      KafkaClients clients, EventReading reading, int contextRecords, int maxAlerts) {
    this.clients = clients;
    this.reading = reading;
    this.contextRecords = contextRecords;
    this.maxAlerts = maxAlerts;
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
    AlertBoard board = new AlertBoard(maxAlerts);
    long lastProgress = System.nanoTime();
    while (!finished(consumer, until)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new Unavailable(new KafkaException("no answer for " + PATIENCE.toSeconds() + " s"));
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Optional<AddressedEvent> addressed = take(board, record);
        if (addressed.isPresent()
            && record.offset() >= from.next(record.partition())
            && record.offset() < until.next(record.partition())
            && !reader.read(addressed.get())) {
          return;
        }
      }
    }
  }

  private Optional<AddressedEvent> take(AlertBoard board, ConsumerRecord<byte[], byte[]> record) {
    return switch (reading.event(DispatchEvent.class, record)) {
      case Decoded.Readable<DispatchEvent> readable ->
          board.accept(
              new LogRecord(
                  record.partition(),
                  record.offset(),
                  record.serializedValueSize(),
                  readable.envelope()));
      case Decoded.Unreadable<DispatchEvent> unreadable -> Optional.empty();
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

  private static List<TopicPartition> partitions() {
    return IntStream.range(0, Topics.PARTITIONS)
        .mapToObj(partition -> new TopicPartition(Topics.Name.DISPATCH_EVENTS, partition))
        .toList();
  }

  private static Position position(Map<TopicPartition, Long> offsets) {
    long[] next = new long[Topics.PARTITIONS];
    offsets.forEach((partition, offset) -> next[partition.partition()] = offset);
    return Position.of(next);
  }
}
