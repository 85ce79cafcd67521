package muster.dispatch.team;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import muster.contracts.EventCodec;
import muster.dispatch.deadletter.DeadLetters;
import muster.dispatch.team.kafka.TeamFeed;
import muster.dispatch.team.kafka.TeamIndexHealth;
import muster.outbox.spring.KafkaSettings;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

  @Bean
  TeamIndex teamIndexOfThisInstance() {
    return new TeamIndex();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  TeamFeed teamFeed(
      TeamIndex index, EventCodec codec, DeadLetters deadLetters, KafkaSettings kafka) {
    return new TeamFeed(index, codec, deadLetters, kafka.bootstrapServers());
  }

  /** Named {@code teamIndex} in the health endpoint: ready is who knows the teams. */
  @Bean
  HealthIndicator teamIndexHealthIndicator(TeamFeed feed, TeamIndex index) {
    return new TeamIndexHealth(feed, index);
  }

  @Bean
  MeterBinder teamIndexMeters(TeamIndex index) {
    return registry -> {
      Gauge.builder("muster.team_index.teams", index, TeamIndex::teams).register(registry);
      Gauge.builder("muster.team_index.volunteers", index, TeamIndex::volunteers)
          .register(registry);
    };
  }
}
