package muster.volunteer.contact.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import muster.contracts.Topics;
import muster.volunteer.contact.Calls;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code dispatch.events} holds at this moment, for one question. For one thread.
 *
 * @param giveUpNanos when nobody waits any longer, by {@link System#nanoTime}
 */
record TopicSearch(Consumer<byte[], byte[]> consumer, long giveUpNanos) {
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * @param since of records that were written before that some may come, too
   * @param look at each record; true ends the search
   */
  void read(List<Integer> partitions, Instant since, Predicate<ConsumerRecord<byte[], byte[]>> look)
      throws Calls.Unavailable {
    List<TopicPartition> read =
        partitions.stream()
            .map(partition -> new TopicPartition(Topics.Name.DISPATCH_EVENTS, partition))
            .toList();
    consumer.assign(read);
    Map<TopicPartition, Long> ends = consumer.endOffsets(read);
    long from = Math.max(0, since.toEpochMilli());
    Map<TopicPartition, OffsetAndTimestamp> begins =
        consumer.offsetsForTimes(
            read.stream().collect(Collectors.toMap(Function.identity(), partition -> from)));
    for (TopicPartition partition : read) {
      @Nullable OffsetAndTimestamp begin = begins.get(partition);
      consumer.seek(partition, begin == null ? end(ends, partition) : begin.offset());
    }
    while (read.stream()
        .anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
      if (System.nanoTime() - giveUpNanos > 0) {
        throw new Calls.Unavailable("there is more to read than there is time for");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (look.test(record)) {
          return;
        }
      }
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return Objects.requireNonNull(ends.get(partition));
  }
}
