package muster.localstack;

import java.util.HashMap;
import java.util.Map;

/** How a broker runs that is alone on one machine, as a process or in a container. */
public final class BrokerSettings {
  private BrokerSettings() {}

  /** By Kafka's names; where it listens and keeps its data is not among them. */
  public static Map<String, String> ofOneNode() {
    Map<String, String> settings = new HashMap<>();
    // A misspelt topic is an error here as in production.
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "12");
    // One node holds every copy there is.
    settings.putAll(
        Map.of(
            "default.replication.factor", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1"));
    // Internal topics have 50 partitions by default, each with files and memory; four serve one
    // machine.
    settings.putAll(
        Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.num.partitions", "4",
            // The compactor's table is allocated at the start; 128 MB by default.
            "log.cleaner.dedupe.buffer.size", "8388608",
            "num.network.threads", "2",
            "num.io.threads", "4",
            // Consumers that join begin at once instead of waiting for company.
            "group.initial.rebalance.delay.ms", "0",
            // A killed broker's session must be over before it may register again.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500"));
    return settings;
  }
}
