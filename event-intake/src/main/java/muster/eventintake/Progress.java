package muster.eventintake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer is behind, without asking the broker: each answer to a fetch says where the
 * end is. Once the ends that were known at one moment are reached, everything is handled that was
 * written before that moment. One thread looks, any thread may ask.
 */
public final class Progress {
  private static final String FETCHES = "fetch-total";

  private volatile long records;
  private volatile long handledUpTo = System.nanoTime();
  private Map<TopicPartition, Long> ends = Map.of();
  private long endsAt = handledUpTo;
  private double answers = -1;
  private @Nullable Consumer<?, ?> consumer;
  private @Nullable Metric fetches;

  public Behind behind() {
    return new Behind(records, Duration.ofNanos(Math.max(0, System.nanoTime() - handledUpTo)));
  }

  /** By the thread that reads, between two polls, when all records of the first are handled. */
  public void look(Consumer<?, ?> reading, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> known = new HashMap<>();
    Map<TopicPartition, Long> positions = new HashMap<>();
    long missing = 0;
    for (TopicPartition partition : partitions) {
      OptionalLong lag = reading.currentLag(partition);
      if (lag.isPresent()) {
        long position = reading.position(partition);
        positions.put(partition, position);
        known.put(partition, position + lag.getAsLong());
        missing += lag.getAsLong();
      }
    }
    records = missing;
    if (known.size() < partitions.size()) {
      return; // just begun: of some nothing has been heard yet
    }
    if (ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), Long.MAX_VALUE) >= end.getValue())) {
      handledUpTo = endsAt;
      // Without an answer since the last look nothing new is known, and time goes on.
      double now = answers(reading);
      if (now != answers) {
        answers = now;
        ends = known;
        endsAt = System.nanoTime();
        if (missing == 0) {
          handledUpTo = endsAt;
        }
      }
    }
  }

  private double answers(Consumer<?, ?> reading) {
    Metric counter = fetches;
    if (counter == null || consumer != reading) {
      consumer = reading;
      counter =
          reading.metrics().values().stream()
              .filter(
                  one ->
                      one.metricName().name().equals(FETCHES)
                          && !one.metricName().tags().containsKey("topic"))
              .findFirst()
              .orElse(null);
      fetches = counter;
    }
    return counter != null && counter.metricValue() instanceof Double count ? count : -1;
  }
}
