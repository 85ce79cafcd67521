package muster.report.intake.kafka;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.contracts.Topics;
import muster.report.intake.AlertNews;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the group has committed with what the broker holds. Whoever was called for an alert
 * learned of it from the same topic, so if the group has read to the end, an alert not heard of by
 * then does not exist. Offsets are committed after the database, never before.
 *
 * <p>Every partition must be read to its end, whatever the alert's own one is: that keeps this
 * independent of how producers choose partitions, at the price of a "not yet" more often than
 * needed.
 */
public final class DispatchEventsProgress implements AlertNews, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchEventsProgress.class);
  private static final String TOPIC = Topics.DISPATCH_EVENTS.topic();

  private final Admin admin;
  private final String group;
  private final long timeoutMillis;

  public DispatchEventsProgress(Admin admin, String group, long timeoutMillis) {
    this.admin = admin;
    this.group = group;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public boolean allHeardOf() {
    try {
      // In this order: what is written after the question does not matter.
      Map<TopicPartition, Long> ends = ends();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(timeoutMillis, TimeUnit.MILLISECONDS);
      return ends.entrySet().stream()
          .allMatch(end -> reached(committed.get(end.getKey()), end.getValue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("It can't be found out how far {} is read: {}", TOPIC, e.toString());
      return false;
    }
  }

  private static boolean reached(@Nullable OffsetAndMetadata committed, long end) {
    return end == 0 || (committed != null && committed.offset() >= end);
  }

  private Map<TopicPartition, Long> ends()
      throws InterruptedException, ExecutionException, TimeoutException {
    int partitions =
        admin
            .describeTopics(Set.of(TOPIC))
            .allTopicNames()
            .get(timeoutMillis, TimeUnit.MILLISECONDS)
            .values()
            .stream()
            .mapToInt(topic -> topic.partitions().size())
            .sum();
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(TOPIC, partition))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    return admin
        .listOffsets(latest)
        .all()
        .get(timeoutMillis, TimeUnit.MILLISECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
