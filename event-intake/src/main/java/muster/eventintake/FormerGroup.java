package muster.eventintake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group is named {@code service.projection}; once it had the name of the service alone. The new
 * one begins where the former one stopped: at the beginning it would take a year's reports for new
 * ones.
 */
public final class FormerGroup {
  private static final Logger LOG = LoggerFactory.getLogger(FormerGroup.class);
  private static final int TIMEOUT_MS = 10_000;

  private FormerGroup() {}

  /**
   * Does nothing when the group has read the topic before, or nobody has.
   *
   * @throws KafkaException if it could not be found out: the group may not begin yet
   */
  public static void takeOver(KafkaClients clients, String group, String topic) {
    int dot = group.indexOf('.');
    if (dot < 0) {
      return;
    }
    try (Admin admin = clients.admin()) {
      if (!offsets(admin, group, topic).isEmpty()) {
        return;
      }
      Map<TopicPartition, OffsetAndMetadata> former =
          offsets(admin, group.substring(0, dot), topic);
      if (!former.isEmpty()) {
        admin.alterConsumerGroupOffsets(group, former).all().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        LOG.info("{} goes on where {} stopped in {}", group, group.substring(0, dot), topic);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownMemberIdException
          || e.getCause() instanceof GroupNotEmptyException)) {
        throw new KafkaException("it can't be found out how far " + group + " has read", e);
      }
      LOG.debug("{} is read by another instance already", group);
    } catch (TimeoutException e) {
      throw new KafkaException("it can't be found out how far " + group + " has read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Admin admin, String group, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .forEach(
            (partition, offset) -> {
              if (offset != null && partition.topic().equals(topic)) {
                offsets.put(partition, offset);
              }
            });
    return offsets;
  }
}
