package muster.notification.receipts.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.notification.kafka.DeadLetters;
import muster.notification.kafka.EventPublisher;
import muster.notification.kafka.KafkaClients;
import muster.notification.kafka.RecordReading;
import muster.notification.receipts.Receipts;
import muster.notification.roster.Roster;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the work that is done once per record and not on every instance: receipts that follow
 * from events, and dead letters. A record is committed when all that follows from it is with the
 * broker; after a failure it comes again, and its receipts have the same ids then.
 */
public final class ReceiptGroup implements AutoCloseable {
  public static final String GROUP = "notification-service";

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptGroup.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final List<String> TOPICS =
      List.of(
          Topics.Name.DISPATCH_EVENTS, Topics.Name.VOLUNTEER_TEAMS, Topics.Name.VOLUNTEER_PRESENCE);

  private final KafkaClients clients;
  private final RecordReading reading;
  private final EventPublisher publisher;
  private final DeadLetters deadLetters;
  private final Roster roster;
  private final BooleanSupplier rosterComplete;
  private final Clock clock;
  private final Thread thread = Thread.ofPlatform().daemon().name("receipts").unstarted(this::run);
  private volatile boolean closed;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  public ReceiptGroup(
      KafkaClients clients,
      RecordReading reading,
      EventPublisher publisher,
      DeadLetters deadLetters,
      Roster roster,
      BooleanSupplier rosterComplete,
      Clock clock) {
    this.clients = clients;
    this.reading = reading;
    this.publisher = publisher;
    this.deadLetters = deadLetters;
    this.roster = roster;
    this.rosterComplete = rosterComplete;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> reader = consumer;
    if (reader != null) {
      reader.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    // Without the whole roster nobody could be said to be on duty, and no receipt be written.
    while (!closed && !rosterComplete.getAsBoolean()) {
      pause();
    }
    while (!closed) {
      try (Consumer<byte[], byte[]> member = clients.member(GROUP)) {
        consumer = member;
        member.subscribe(TOPICS);
        while (!closed) {
          take(member, member.poll(POLL));
        }
      } catch (WakeupException e) {
        LOG.debug("receipts stop");
      } catch (KafkaException e) {
        LOG.warn("Receipts go on after: {}", e.toString());
        pause();
      }
    }
  }

  private void take(Consumer<byte[], byte[]> member, ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return;
    }
    List<CompletableFuture<Void>> following = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      following.addAll(handle(record));
    }
    try {
      // Bounded by the producer's own send timeout.
      CompletableFuture.allOf(following.toArray(CompletableFuture[]::new)).get();
      member.commitSync();
    } catch (ExecutionException e) {
      LOG.warn("Receipts are written again after: {}", String.valueOf(e.getCause()));
      again(member, records);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private static void again(
      Consumer<byte[], byte[]> member, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> first = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      first.put(partition, records.records(partition).getFirst().offset());
    }
    for (TopicPartition partition : member.assignment()) {
      Long offset = first.get(partition);
      if (offset != null) {
        member.seek(partition, new OffsetAndMetadata(offset));
      }
    }
  }

  /** What has to be with the broker before the record may be committed. */
  private List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    return switch (record.topic()) {
      case Topics.Name.DISPATCH_EVENTS ->
          switch (reading.read(DispatchEvent.class, record)) {
            case Decoded.Readable<DispatchEvent> readable -> receipts(readable.envelope().event());
            case Decoded.Unreadable<DispatchEvent>(String reason) ->
                List.of(deadLetters.bury(record, reason));
          };
      case Topics.Name.VOLUNTEER_TEAMS -> snapshot(TeamSnapshot.class, record);
      default -> snapshot(PresenceSnapshot.class, record);
    };
  }

  private List<CompletableFuture<Void>> receipts(DispatchEvent event) {
    List<CompletableFuture<Void>> written = new ArrayList<>();
    for (NotificationEvent receipt : Receipts.following(event, roster, clock.instant())) {
      written.add(publisher.publish(Receipts.envelope(receipt)));
    }
    return written;
  }

  private <E extends Event> List<CompletableFuture<Void>> snapshot(
      Class<E> family, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return List.of();
    }
    return switch (reading.read(family, record)) {
      case Decoded.Readable<E> readable -> List.of();
      case Decoded.Unreadable<E>(String reason) -> List.of(deadLetters.bury(record, reason));
    };
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
