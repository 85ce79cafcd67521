package muster.testbed;

import java.util.Collection;
import muster.localstack.BrokerAdmin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka broker of one node, share groups on, of its own: a test may do to it whatever happens to
 * brokers. Its address stays the same as long as it lives.
 */
public interface KafkaServer extends AutoCloseable {
  String bootstrapServers();

  /** Creates those that do not exist yet and returns when all can be written to. */
  default void createTopics(Collection<NewTopic> topics) {
    BrokerAdmin.createTopics(bootstrapServers(), topics);
  }

  /** SIGKILL. Address and data stay reserved for {@link #restart}. */
  void kill();

  /** Starts it again on the same data and address, after {@link #kill} or on its own. */
  void restart();

  /** Stops it in the middle of whatever it does: its connections stay open, and it is silent. */
  void freeze();

  /** Lets it go on after {@link #freeze}. */
  void thaw();

  boolean isAlive();

  /** Drops the data. To close it again does nothing. */
  @Override
  void close();
}
