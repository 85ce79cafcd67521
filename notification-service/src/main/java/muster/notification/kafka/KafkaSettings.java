package muster.notification.kafka;

import java.time.Duration;

/**
 * How Kafka is reached.
 *
 * @param sendTimeout after which a record that the broker has not confirmed counts as not written
 * @param maxValueBytes a larger record is dead: no event of Muster comes near
 */
public record KafkaSettings(String bootstrapServers, Duration sendTimeout, int maxValueBytes) {
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("muster.kafka.bootstrap-servers is empty");
    }
    if (sendTimeout.toMillis() < 500 || sendTimeout.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "muster.kafka.send-timeout must be between 500 ms and 1 min, not " + sendTimeout);
    }
    if (maxValueBytes < 1_024) {
      throw new IllegalArgumentException("muster.kafka.max-value-bytes must be at least 1024");
    }
  }
}
