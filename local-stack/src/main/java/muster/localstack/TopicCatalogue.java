package muster.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.contracts.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the contracts as Kafka wants to have them described. */
public final class TopicCatalogue {
  private static final short ONE_REPLICA = 1;

  private TopicCatalogue() {}

  /** All topics with their dead-letter topics. */
  public static List<NewTopic> all() {
    List<NewTopic> all = new ArrayList<>();
    for (Topics topic : Topics.values()) {
      all.add(describe(topic.topic(), topic.keep()));
      // What could not be handled is kept as it came: compacting it would lose all but the last.
      all.add(describe(topic.deadLetterTopic(), Topics.Keep.LONG));
    }
    return all;
  }

  private static NewTopic describe(String name, Topics.Keep keep) {
    return new NewTopic(name, Topics.PARTITIONS, ONE_REPLICA)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, keep.cleanupPolicy(),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(keep.retentionMillis())));
  }
}
