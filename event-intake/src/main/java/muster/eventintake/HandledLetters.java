package muster.eventintake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Which of a service's dead letters have been dealt with, for all its instances and over restarts:
 * kept by the broker beside an offset that is committed under a group's name without members, for a
 * week, as long as the letters themselves. Where two instances write at the same moment one of them
 * may lose its mark; then a letter counts as not dealt with, and to handle it again is harmless.
 */
final class HandledLetters {
  private static final String SUFFIX = ".handled-letters";

  private final String group;
  private final KafkaClients clients;

  /**
   * @param service such as {@code dispatch-service}
   */
  HandledLetters(String service, KafkaClients clients) {
    this.group = service + SUFFIX;
    this.clients = clients;
  }

  /** By partition of the topics of letters; a partition that is not there has none. */
  Map<TopicPartition, OffsetRanges> read() {
    return withAdmin(this::read);
  }

  /**
   * Keeps that one has been dealt with.
   *
   * @param oldest the oldest letter that there still is in the partition
   */
  void add(TopicPartition partition, long offset, long oldest) {
    Object unused =
        withAdmin(
            admin -> {
              OffsetRanges before = read(admin).getOrDefault(partition, OffsetRanges.NONE);
              OffsetRanges after = before.with(offset, oldest);
              return admin
                  .alterConsumerGroupOffsets(
                      group,
                      Map.of(
                          partition,
                          new OffsetAndMetadata(after.offsets().last() + 1, after.text())))
                  .all()
                  .get();
            });
  }

  private Map<TopicPartition, OffsetRanges> read(Admin admin)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetRanges> handled = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach(
            (partition, mark) -> {
              if (mark != null) {
                handled.put(partition, OffsetRanges.parse(mark.metadata()));
              }
            });
    return handled;
  }

  /** A question to the broker. */
  private interface Asking<T> {
    T ask(Admin admin) throws InterruptedException, ExecutionException;
  }

  private <T> T withAdmin(Asking<T> asking) {
    Admin admin = clients.admin();
    try {
      return asking.ask(admin);
    } catch (ExecutionException e) {
      throw new KafkaException("what was dealt with is not known", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } finally {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
