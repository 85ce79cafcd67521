package muster.dispatch.team;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.kafka.TeamFeed;
import muster.dispatch.team.kafka.TeamIndexHealth;
import muster.eventintake.CompactedTopics;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

  @Bean
  TeamIndex teamIndexOfThisInstance() {
    return new TeamIndex();
  }

  /** Two threads: a city's presences are half a million, and an instance that starts is awaited. */
  @Bean(initMethod = "start", destroyMethod = "close")
  WholeTopics teamsReader(
      TeamIndex index, KafkaClients clients, EventReading reading, DeadLetters deadLetters) {
    CompactedTopics teams =
        new CompactedTopics(reading)
            .with(Topics.VOLUNTEER_TEAMS, TeamSnapshot.class, index::apply, index::removeTeam);
    return new WholeTopics("dispatch-service.teams", clients, teams.topics(), teams, deadLetters);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  WholeTopics presenceReader(
      TeamIndex index, KafkaClients clients, EventReading reading, DeadLetters deadLetters) {
    CompactedTopics presence =
        new CompactedTopics(reading)
            .with(
                Topics.VOLUNTEER_PRESENCE,
                PresenceSnapshot.class,
                index::apply,
                index::removePresence);
    return new WholeTopics(
        "dispatch-service.presence", clients, presence.topics(), presence, deadLetters);
  }

  @Bean
  TeamFeed teamFeed(
      @Qualifier("teamsReader") WholeTopics teams,
      @Qualifier("presenceReader") WholeTopics presence) {
    return new TeamFeed(List.of(teams, presence));
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
      Gauge.builder("muster.team_index.on_duty", index, TeamIndex::volunteersOnDuty)
          .register(registry);
    };
  }
}
