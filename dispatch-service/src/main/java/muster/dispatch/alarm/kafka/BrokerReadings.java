package muster.dispatch.alarm.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.dispatch.alarm.GroupReadings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how far the groups of all services have read: of one whose service is away nobody
 * else could say it. A group counts once somebody has been seen to read for it; of an earlier
 * version's, which nobody reads for any more, nothing is expected. For one thread.
 */
public final class BrokerReadings implements GroupReadings, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerReadings.class);
  private static final Pattern OURS = Pattern.compile("[a-z]+-service\\.[a-z-]+");
  private static final int TIMEOUT_MS = 2_000;

  private final Supplier<Admin> opening;
  private final Set<String> seen = new HashSet<>();
  private @Nullable Admin admin;
  private boolean failed;

  /**
   * @param admin makes a client that asks the broker
   */
  public BrokerReadings(Supplier<Admin> admin) {
    this.opening = admin;
  }

  @Override
  public Map<String, Reading> look() {
    try {
      Map<String, Reading> readings = ask(admin());
      failed = false;
      return readings;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      if (!failed) {
        log.warn("How far consumers have read could not be found out: {}", e.toString());
      }
      failed = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }

  private Map<String, Reading> ask(Admin asked)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (GroupListing group : await(asked.listGroups().all())) {
      if (OURS.matcher(group.groupId()).matches()
          && group.groupState().filter(state -> state != GroupState.EMPTY).isPresent()) {
        seen.add(group.groupId());
      }
    }
    if (seen.isEmpty()) {
      return Map.of();
    }
    Set<TopicPartition> partitions = partitions(positions(asked));
    // The ends before the positions: what comes in between is no lag.
    Map<TopicPartition, Long> ends = ends(asked, partitions);
    Map<String, Reading> readings = new HashMap<>();
    positions(asked).forEach((group, positions) -> readings.put(group, reading(positions, ends)));
    return readings;
  }

  private static Reading reading(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return new Reading(
        byName(positions),
        byName(
            ends.entrySet().stream()
                .filter(end -> positions.containsKey(end.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }

  private static Map<String, Long> byName(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(one -> one.getKey().toString(), Map.Entry::getValue));
  }

  private Map<String, Map<TopicPartition, Long>> positions(Admin asked)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        seen.stream()
            .collect(
                Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
    await(asked.listConsumerGroupOffsets(groups).all())
        .forEach((group, committed) -> positions.put(group, known(committed)));
    return positions;
  }

  private static Map<TopicPartition, Long> known(
      Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> known = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            known.put(partition, offset.offset());
          }
        });
    return known;
  }

  private static Set<TopicPartition> partitions(Map<String, Map<TopicPartition, Long>> positions) {
    return positions.values().stream()
        .flatMap(one -> one.keySet().stream())
        .collect(Collectors.toSet());
  }

  private static Map<TopicPartition, Long> ends(Admin asked, Set<TopicPartition> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    await(asked.listOffsets(wanted).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
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

  private static <T> T await(KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** When nobody looks any more. */
  @Override
  public void close() {
    Admin known = admin;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }
}
