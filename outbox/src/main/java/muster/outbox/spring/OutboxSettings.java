package muster.outbox.spring;

import java.time.Duration;
import muster.outbox.OutboxRelaySettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set of a service's outbox; what it means and what is possible stands in {@link
 * OutboxRelaySettings}.
 */
@ConfigurationProperties("muster.outbox")
public record OutboxSettings(
    @DefaultValue("500ms") Duration pollInterval,
    @DefaultValue("5s") Duration drainTimeout,
    @DefaultValue("30s") Duration stallTimeout) {

  public OutboxSettings {
    relay(pollInterval, drainTimeout, stallTimeout); // throws where the setting can be named
  }

  OutboxRelaySettings relay() {
    return relay(pollInterval, drainTimeout, stallTimeout);
  }

  private static OutboxRelaySettings relay(Duration poll, Duration drain, Duration stall) {
    return OutboxRelaySettings.defaults()
        .withPollInterval(poll)
        .withDrainTimeout(drain)
        .withStallTimeout(stall);
  }
}
