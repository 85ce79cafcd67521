package muster.eventintake.spring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import muster.eventintake.Behind;
import muster.eventintake.Intake;
import muster.eventintake.Progress;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.RecordInterceptor;

/**
 * A binding's consumers, watched: how far they are behind, and whether one has ended by itself, for
 * which all are started again.
 */
final class Binding implements Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Binding.class);
  private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

  private final String group;
  private final AbstractMessageListenerContainer<?, ?> container;
  private final BooleanSupplier isClosed;
  private final Map<Consumer<?, ?>, Progress> progress = new ConcurrentHashMap<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param isClosed true when the service stops, and nothing is to be started any more
   */
  Binding(
      String group, AbstractMessageListenerContainer<?, ?> container, BooleanSupplier isClosed) {
    this.group = group;
    this.container = container;
    this.isClosed = isClosed;
  }

  @SuppressWarnings("unchecked") // It looks at the consumer alone.
  void watch() {
    ((AbstractMessageListenerContainer<Object, Object>) container)
        .setRecordInterceptor(
            new RecordInterceptor<>() {
              @Override
              public ConsumerRecord<Object, Object> intercept(
                  ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
                return record;
              }

              @Override
              public void failure(
                  ConsumerRecord<Object, Object> record,
                  Exception exception,
                  Consumer<Object, Object> consumer) {
                failures.incrementAndGet();
              }

              /** On the consumer's thread before each poll. */
              @Override
              public void setupThreadState(Consumer<?, ?> consumer) {
                progress
                    .computeIfAbsent(consumer, _ -> new Progress())
                    .look(consumer, consumer.assignment());
              }
            });
  }

  void consumerStopped(ConsumerStoppedEvent event) {
    if (event.getReason() != Reason.NORMAL
        && event.getContainer(AbstractMessageListenerContainer.class) == container) {
      failures.incrementAndGet();
      if (ended.compareAndSet(false, true)) {
        LOG.error("{}: a consumer has ended ({}); all start again", group, event.getReason());
        Thread.ofVirtual().name(group + "-restart").start(this::restart);
      }
    }
  }

  /** The framework has stopped the others, too. */
  private void restart() {
    try {
      while (!isClosed.getAsBoolean()) {
        Thread.sleep(BEFORE_RESTART);
        if (isClosed.getAsBoolean() || startAgain()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startAgain() {
    try {
      container.stop();
      progress.clear();
      ended.set(false);
      container.start();
      return true;
    } catch (RuntimeException e) {
      ended.set(true);
      LOG.warn("{}: the consumers could not be started again: {}", group, e.toString());
      return false;
    }
  }

  @Override
  public String consumer() {
    return group;
  }

  @Override
  public boolean isReading() {
    return !ended.get();
  }

  /** Together; nothing before the first of them has begun. */
  @Override
  public Behind behind() {
    return progress.values().stream()
        .map(Progress::behind)
        .reduce(
            new Behind(0, Duration.ZERO),
            (one, other) ->
                new Behind(
                    one.records() + other.records(),
                    one.age().compareTo(other.age()) > 0 ? one.age() : other.age()));
  }

  @Override
  public long failures() {
    return failures.get();
  }
}
