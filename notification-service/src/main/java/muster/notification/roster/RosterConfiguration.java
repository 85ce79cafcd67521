package muster.notification.roster;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.eventintake.CompactedTopics;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;

@Factory
final class RosterConfiguration {

  @Singleton
  Roster roster(MeterRegistry meters) {
    Roster roster = new Roster();
    roster
        .sizes()
        .keySet()
        .forEach(
            kind ->
                meters.gauge(
                    "muster.roster." + kind, roster, r -> r.sizes().getOrDefault(kind, 0)));
    return roster;
  }

  @Context
  @Named("roster")
  @Bean(preDestroy = "close")
  WholeTopics rosterReader(
      KafkaClients clients,
      Roster roster,
      EventReading reading,
      DeadLetters deadLetters,
      MeterRegistry meters) {
    CompactedTopics topics =
        new CompactedTopics(reading)
            .with(Topics.VOLUNTEER_TEAMS, TeamSnapshot.class, roster::accept, roster::forgetTeam)
            .with(
                Topics.VOLUNTEER_PRESENCE,
                PresenceSnapshot.class,
                roster::accept,
                roster::forgetPresence);
    WholeTopics reader =
        new WholeTopics(
            "notification-service.roster", clients, topics.topics(), topics, deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }
}
