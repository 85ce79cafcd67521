package muster.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.contracts.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the contracts as Kafka wants to have them described. */
public final class TopicCatalogue {
  private TopicCatalogue() {}

  /** All topics with their dead-letter topics, for one machine. */
  public static List<NewTopic> all() {
    return all(Replication.NONE);
  }

  /** All topics with their dead-letter topics. */
  public static List<NewTopic> all(Replication replication) {
    List<NewTopic> all = new ArrayList<>();
    for (Topics topic : Topics.values()) {
      all.add(describe(topic.topic(), topic.keep(), replication));
      // What could not be handled is kept as it came: compacting it would lose all but the last.
      all.add(describe(topic.deadLetterTopic(), Topics.Keep.LONG, replication));
    }
    return all;
  }

  private static NewTopic describe(String name, Topics.Keep keep, Replication replication) {
    return new NewTopic(name, Topics.PARTITIONS, replication.replicas())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, keep.cleanupPolicy(),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(keep.retentionMillis()),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(replication.minInSync())));
  }
}
