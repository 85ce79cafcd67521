package muster.outbox.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the broker is. The name of the setting is the same in every service.
 *
 * @param bootstrapServers one or more host:port, with commas between them
 */
@ConfigurationProperties("muster.kafka")
public record KafkaSettings(String bootstrapServers) {
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("muster.kafka.bootstrap-servers is empty");
    }
  }
}
