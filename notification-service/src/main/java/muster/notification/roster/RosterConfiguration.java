package muster.notification.roster;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import muster.notification.kafka.KafkaClients;
import muster.notification.kafka.RecordReading;
import muster.notification.kafka.WholeTopics;
import muster.notification.roster.kafka.RosterFeed;

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
      KafkaClients clients, Roster roster, RecordReading reading, MeterRegistry meters) {
    WholeTopics reader =
        new WholeTopics(
            "roster", clients, RosterFeed.TOPICS, new RosterFeed(roster, reading, meters));
    reader.start();
    return reader;
  }
}
