package muster.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      all.add(describe(topic.deadLetterTopic(), topic.deadLetterKeep(), replication));
    }
    return all;
  }

  private static NewTopic describe(String name, Topics.Keep keep, Replication replication) {
    Map<String, String> configuration = new TreeMap<>(keep.configuration());
    configuration.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(replication.minInSync()));
    return new NewTopic(name, Topics.PARTITIONS, replication.replicas()).configs(configuration);
  }
}
