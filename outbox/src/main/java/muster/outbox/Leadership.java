package muster.outbox;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Carries rows to the broker for as long as the session leads. One thread reads and sends; the
 * producer's thread only reports, and the {@link Eraser} deletes what the broker confirmed. A row
 * is <em>taken</em> from its reading until its deletion, and reading leaves the taken ones out, so
 * nothing is sent twice while it is under way. The next page is read while earlier ones are still
 * in flight, up to the limits of the settings.
 *
 * <p>Order per key: reading is in sequence order, an idempotent producer keeps the order of
 * sending, and never gives up on a record. Whatever fails for another reason than the record itself
 * ends this leadership, producer and all, and the next one starts again from the oldest row.
 */
final class Leadership implements AutoCloseable {

  private static final Duration OBSERVE_INTERVAL = Duration.ofSeconds(2);

  /** What the broker said of one row. */
  private record Refusal(OutboxRow row, Exception reason) {}

  private final RelaySession session;
  private final OutboxRelaySettings settings;
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Wakeup wakeup;
  private final RelayJournal journal;

  private final Eraser eraser;
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

  /** Sequences in the order of sending, and when that was. */
  private final Map<Long, Long> taken = new LinkedHashMap<>();

  private long takenBytes;
  private long latestAnswered = System.nanoTime();
  private boolean moreToRead = true;
  private long pollAt = System.nanoTime();
  private long observeAt = System.nanoTime();

  Leadership(
      RelaySession session,
      Eraser eraser,
      OutboxRelaySettings settings,
      Producer<byte[], byte[]> producer,
      Wakeup wakeup,
      RelayJournal journal) {
    this.session = session;
    this.eraser = eraser;
    this.settings = settings;
    this.producer = producer;
    this.topics = new Topics(producer, wakeup, journal);
    this.wakeup = wakeup;
    this.journal = journal;
  }

  /**
   * Returns when asked to stop and everything is published, or at once when out of patience.
   *
   * @throws SQLException if the session, and so the lead, is lost
   * @throws KafkaException if the producer cannot go on
   */
  void lead(BooleanSupplier stopping, BooleanSupplier outOfPatience) throws SQLException {
    while (!outOfPatience.getAsBoolean()) {
      settle();
      boolean lastLook = stopping.getAsBoolean() && taken.isEmpty() && !topics.asking();
      boolean polling = System.nanoTime() - pollAt >= 0;
      if (hasRoom() && (wakeup.takeRowsCommitted() || moreToRead || polling || lastLook)) {
        boolean foundNothing = readAndSend();
        pollAt = System.nanoTime() + settings.pollInterval().toNanos();
        if (lastLook && foundNothing) {
          return;
        }
        settle();
      } else if (polling) {
        session.ping(); // with or without room, a lost lock has to be noticed
        pollAt = System.nanoTime() + settings.pollInterval().toNanos();
      }
      observe();
      if (!(moreToRead && hasRoom())) {
        wakeup.await(
            pollAt,
            () ->
                eraser.hasNews()
                    || !refusals.isEmpty()
                    || (hasRoom() && wakeup.hasRowsCommitted())
                    || (stopping.getAsBoolean() && taken.isEmpty() && !topics.asking())
                    || outOfPatience.getAsBoolean());
      }
    }
  }

  private boolean hasRoom() {
    return taken.size() + settings.pageRows() <= settings.inFlightRows()
        && takenBytes < settings.inFlightBytes();
  }

  /** True if there was no row to take. */
  private boolean readAndSend() throws SQLException {
    int maxBytes = (int) (settings.inFlightBytes() - takenBytes);
    List<OutboxRow> page =
        session.read(
            taken.keySet(),
            topics.held(),
            settings.pageRows(),
            maxBytes,
            settings.maxRecordBytes());
    long pageBytes = 0;
    Set<String> skippedTopics = new HashSet<>();
    for (OutboxRow row : page) {
      pageBytes += row.bytes();
      if (row.bytes() > settings.maxRecordBytes()) {
        reject(row, "%d bytes are more than %d".formatted(row.bytes(), settings.maxRecordBytes()));
      } else if (skippedTopics.contains(row.topic()) || !topics.ready(row.topic())) {
        // Skipped to the page's end, even if ready by then: a later row must not go out before
        // this.
        skippedTopics.add(row.topic());
      } else if (!send(row)) {
        skippedTopics.add(row.topic());
        break; // it waited; the next read tells whether this relay still leads
      }
    }
    moreToRead =
        page.size() == settings.pageRows() || pageBytes >= maxBytes || !skippedTopics.isEmpty();
    return page.isEmpty();
  }

  /** False if the producer does not know the topic any more; the row is not taken then. */
  private boolean send(OutboxRow row) {
    OutboxRow sent = row.withoutValue();
    var atOnce = new AtomicReference<@Nullable Exception>();
    Thread relay = Thread.currentThread();
    var _ =
        producer.send(
            row.toProducerRecord(),
            (_, refusal) -> {
              if (refusal == null) {
                eraser.erase(sent);
              } else if (refusal instanceof TimeoutException
                  && relay.equals(Thread.currentThread())) {
                atOnce.set(refusal); // waited in vain for metadata: never was under way
              } else {
                refusals.add(new Refusal(sent, refusal));
                wakeup.nudge();
              }
            });
    Exception refusal = atOnce.get();
    if (refusal != null) {
      journal.failed("sending to " + row.topic(), refusal);
      topics.holdForAWhile(row.topic());
      return false;
    }
    taken.put(row.sequence(), System.nanoTime());
    takenBytes += row.bytes();
    return true;
  }

  /** Gives up what is deleted, and deals with what the broker refused. */
  private void settle() throws SQLException {
    for (Refusal refusal = refusals.poll(); refusal != null; refusal = refusals.poll()) {
      OutboxRow row = refusal.row();
      switch (refusal.reason()) {
        case RecordTooLargeException tooLarge -> rejectTaken(row, tooLarge);
        case RecordBatchTooLargeException tooLarge -> rejectTaken(row, tooLarge);
        case InvalidTopicException invalid -> rejectTaken(row, invalid);
        case InvalidRecordException invalid -> rejectTaken(row, invalid);
        case TopicAuthorizationException denied -> {
          journal.failed("sending to " + row.topic(), denied);
          topics.holdForAWhile(row.topic());
          release(row);
        }
        case Exception failure ->
            throw new KafkaException("sending record " + row.sequence(), failure);
      }
    }
    List<OutboxRow> erased = eraser.takeErased();
    for (OutboxRow row : erased) {
      long sent = release(row);
      if (sent - latestAnswered > 0) {
        latestAnswered = sent;
      }
    }
    journal.published(erased.size());
    journal.inFlight(taken.size());
  }

  private void rejectTaken(OutboxRow row, Exception refusal) throws SQLException {
    reject(row, refusal.toString());
    release(row);
  }

  private void reject(OutboxRow row, String reason) throws SQLException {
    session.reject(row.sequence(), reason);
    journal.rejected(row, reason);
  }

  /** Returns when it was sent. */
  private long release(OutboxRow row) {
    takenBytes -= row.bytes();
    return requireNonNull(taken.remove(row.sequence()));
  }

  private void observe() throws SQLException {
    if (System.nanoTime() - observeAt >= 0) {
      journal.observe(session.backlog());
      requireProgress();
      observeAt = System.nanoTime() + OBSERVE_INTERVAL.toNanos();
    }
  }

  /**
   * A producer that never gives up does not say when a partition takes nothing from it any more: a
   * broken sequence, a metadata error. Another one starts its sequences anew.
   */
  private void requireProgress() {
    if (taken.isEmpty()) {
      return;
    }
    Map.Entry<Long, Long> oldest = taken.entrySet().iterator().next();
    long sent = oldest.getValue();
    if (latestAnswered - sent > 0 && System.nanoTime() - sent > settings.stallTimeout().toNanos()) {
      throw new KafkaException(
          "record %d has no answer after %d s, though later ones have"
              .formatted(oldest.getKey(), settings.stallTimeout().toSeconds()));
    }
  }

  /** Stops at once. What was under way may or may not arrive; it stays in the table. */
  @Override
  public void close() {
    topics.close();
    producer.close(Duration.ZERO);
    journal.inFlight(0);
  }
}
