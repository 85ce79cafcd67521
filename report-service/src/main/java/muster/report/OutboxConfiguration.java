package muster.report;

import javax.sql.DataSource;
import muster.outbox.Outbox;
import muster.outbox.OutboxMetrics;
import muster.outbox.OutboxRelay;
import muster.outbox.OutboxRelaySettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events leave this service through the outbox alone. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

  @Bean
  Outbox outbox() {
    return new Outbox();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  OutboxRelay outboxRelay(DataSource dataSource, ReportSettings settings) {
    return new OutboxRelay(dataSource, settings.kafka(), OutboxRelaySettings.defaults());
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRelay relay) {
    return new OutboxMetrics(relay);
  }

  /**
   * A broker that is away does not make this service unable to work: events wait in the outbox. A
   * relay without a database does.
   */
  @Bean
  HealthIndicator outboxHealthIndicator(OutboxRelay relay) {
    return () -> {
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
    };
  }
}
