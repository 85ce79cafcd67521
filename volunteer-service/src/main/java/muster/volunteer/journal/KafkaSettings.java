package muster.volunteer.journal;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the broker is. */
@ConfigurationProperties("volunteer.kafka")
public record KafkaSettings(String bootstrapServers) {
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("volunteer.kafka.bootstrap-servers is empty");
    }
  }
}
