package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.dispatch.alert.Silence;
import muster.dispatch.alert.SilenceStart;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Finds out whether a team that says nothing could have been heard: offers leave, and the group
 * that reads receipts has read its task's partition to the end. That this instance has partitions
 * proves nothing, and one without them hears nothing, while deadlines come on any instance: so the
 * broker is asked.
 *
 * <p>Only when somebody wants to know, and at most four times a second for all who do. They don't
 * wait for the answer, which takes long when the broker is away: they come again.
 */
public final class ReceiptLooks implements AutoCloseable {
  /** Offers usually leave within some ten milliseconds. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private static final long BETWEEN_LOOKS_MS = 250;
  private static final Logger log = LoggerFactory.getLogger(ReceiptLooks.class);

  private final GroupPositions positions;
  private final Supplier<Duration> oldestUnpublished;
  private final SilenceStart start;
  private final Clock clock;
  private final List<ReadPartition> partitions =
      Stream.generate(ReadPartition::new).limit(Topics.PARTITIONS).toList();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("receipt-looks").daemon().factory());

  private volatile boolean wanted = true;

  /** Null from a look that failed, or before the first, to the next good one. */
  private @Nullable Instant countsFrom;

  /** The timer's alone: that nobody can be heard has been told to all instances. */
  private boolean toldAsLost;

  /**
   * @param admin makes a client that asks the broker
   * @param group that reads the receipts
   * @param oldestUnpublished the age of the oldest event that is not at the broker yet
   */
  public ReceiptLooks(
      Supplier<Admin> admin,
      String group,
      Supplier<Duration> oldestUnpublished,
      SilenceStart start,
      Clock clock) {
    this.positions = new GroupPositions(admin, group, Topics.NOTIFICATION_RECEIPTS);
    this.oldestUnpublished = oldestUnpublished;
    this.start = start;
    this.clock = clock;
  }

  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::lookIfNeeded, 0, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
  }

  /** As of the last look; the next one is taken at once. */
  public Silence of(Collection<UUID> taskIds) {
    wanted = true;
    synchronized (partitions) {
      return countsFrom == null
          ? Silence.UNHEARD
          : new Silence(
              countsFrom,
              taskIds.stream()
                  .map(taskId -> partitions.get(partitionOf(taskId)).readUntil())
                  .min(Instant::compareTo)
                  .orElse(Instant.MIN));
    }
  }

  /** Where Kafka's producers put the receipts of a task. */
  static int partitionOf(UUID taskId) {
    return Utils.toPositive(Utils.murmur2(taskId.toString().getBytes(UTF_8))) % Topics.PARTITIONS;
  }

  private void lookIfNeeded() {
    try {
      if (oldestUnpublished.get().compareTo(LATE) >= 0) {
        lost("events wait to be published");
      } else if (wanted || !heard()) {
        wanted = false;
        look();
      }
    } catch (KafkaException | DataAccessException | TransactionException e) {
      lost(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // a bug of ours: going on beats never looking again
      log.error("Whether receipts are read could not be found out", e);
      lost(e.toString());
    }
  }

  private void look() throws InterruptedException {
    Instant at = clock.instant();
    List<GroupPositions.Position> found = positions.look();
    Instant from = at;
    if (heard()) {
      from = start.countsFrom(at);
    } else {
      start.begin(at);
    }
    toldAsLost = false;
    synchronized (partitions) {
      for (int n = 0; n < partitions.size(); n++) {
        partitions.get(n).look(at, found.get(n).end(), found.get(n).position());
      }
      countsFrom = from;
    }
  }

  private boolean heard() {
    synchronized (partitions) {
      return countsFrom != null;
    }
  }

  private void lost(String why) {
    if (heard()) {
      log.warn("No team becomes unreached, for nobody could be heard: {}", why);
    }
    synchronized (partitions) {
      countsFrom = null;
    }
    if (!toldAsLost) {
      try {
        start.lost();
        toldAsLost = true;
      } catch (DataAccessException | TransactionException e) {
        log.debug("The other instances could not be told", e);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    positions.close();
  }
}
