package muster.outbox.spring;

import muster.outbox.OutboxRelay;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A broker that is away does not make a service unable to work: events wait in the outbox. A relay
 * without a database does.
 */
final class RelayHealth implements HealthIndicator {
  private final OutboxRelay relay;

  RelayHealth(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public Health health() {
    OutboxRelay.Status status = relay.status();
    boolean works =
        switch (status.role()) {
          case LEADING, STANDING_BY -> true;
          case STOPPED, CONNECTING -> false;
        };
    return (works ? Health.up() : Health.down())
        .withDetail("role", status.role())
        .withDetail("backlog", status.backlog())
        .build();
  }
}
