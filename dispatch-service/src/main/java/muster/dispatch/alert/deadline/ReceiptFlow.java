package muster.dispatch.alert.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Since when offers leave and receipts come in, so that a team that says nothing could have been
 * heard. While offers wait in the outbox, or nobody reads receipts (after a start, after a broker's
 * outage), silence says nothing about a team's devices.
 */
public final class ReceiptFlow implements KafkaBindingRebalanceListener, AutoCloseable {
  /** Offers usually leave within some ten milliseconds. */
  static final Duration LATE = Duration.ofSeconds(1);

  private static final long LOOK_EVERY_MS = 500;

  private final String binding;
  private final Supplier<Duration> oldestUnpublished;
  private final Clock clock;
  private final Set<Consumer<?, ?>> reading = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("receipt-flow").daemon().factory());
  private volatile Instant since;

  /**
   * @param binding that reads the receipts
   * @param oldestUnpublished the age of the oldest event that is not at the broker yet
   */
  public ReceiptFlow(String binding, Supplier<Duration> oldestUnpublished, Clock clock) {
    this.binding = binding;
    this.oldestUnpublished = oldestUnpublished;
    this.clock = clock;
    this.since = clock.instant();
  }

  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::since, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Now, while nobody could be heard. */
  Instant since() {
    if (reading.isEmpty() || oldestUnpublished.get().compareTo(LATE) >= 0) {
      since = clock.instant();
    }
    return since;
  }

  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    if (binding.equals(bindingName)) {
      since = clock.instant();
      reading.add(consumer);
    }
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    if (binding.equals(bindingName)) {
      reading.remove(consumer);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
