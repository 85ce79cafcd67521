package muster.dispatch.alert.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a group has read a topic, asked of the broker: whichever instance it is that reads. */
final class GroupPositions implements AutoCloseable {
  private static final int TIMEOUT_MS = 2_000;

  /**
   * As of one look, by partition.
   *
   * @param end where the next record will be
   * @param position what the group reads next; found after the end
   */
  record Position(long end, long position) {}

  private final Supplier<Admin> opening;
  private final String group;
  private final List<TopicPartition> partitions;
  private volatile @Nullable Admin admin;

  GroupPositions(Supplier<Admin> opening, String group, Topics topic) {
    this.opening = opening;
    this.group = group;
    this.partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(n -> new TopicPartition(topic.topic(), n))
            .toList();
  }

  /**
   * Waits for the broker.
   *
   * @return for each partition, by its number
   * @throws KafkaException if the broker does not say it in time
   */
  List<Position> look() throws InterruptedException {
    try {
      Admin asked = admin();
      Map<TopicPartition, Long> ends = offsets(asked, partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> positions = new HashMap<>();
      await(asked.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .forEach((partition, committed) -> keep(positions, partition, committed));
      List<TopicPartition> neverRead =
          partitions.stream().filter(partition -> !positions.containsKey(partition)).toList();
      if (!neverRead.isEmpty()) {
        positions.putAll(offsets(asked, neverRead, OffsetSpec.earliest()));
      }
      return partitions.stream()
          .map(partition -> new Position(of(ends, partition), of(positions, partition)))
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("it can't be found out how far " + group + " has read", e);
    }
  }

  /** Not before it is needed: to name a host that nobody knows yet fails. */
  private Admin admin() {
    Admin known = admin;
    if (known == null) {
      known = opening.get();
      admin = known;
    }
    return known;
  }

  private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), "the broker left a partition out");
  }

  private static void keep(
      Map<TopicPartition, Long> positions,
      TopicPartition partition,
      @Nullable OffsetAndMetadata committed) {
    if (committed != null) {
      positions.put(partition, committed.offset());
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    await(admin.listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static <T> T await(KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    Admin known = admin;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }
}
