package muster.dispatch.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is.
 *
 * @param kafka bootstrap servers, from {@code MUSTER_KAFKA}
 */
@ConfigurationProperties("muster")
public record KafkaSettings(@DefaultValue("localhost:9092") String kafka) {
  public KafkaSettings {
    if (kafka.isBlank()) {
      throw new IllegalArgumentException("muster.kafka must name at least one broker, host:port");
    }
  }
}
