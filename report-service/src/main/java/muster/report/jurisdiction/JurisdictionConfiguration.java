package muster.report.jurisdiction;

import muster.apiedge.KnownJurisdictions;
import muster.contracts.Topics;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.eventintake.CompactedTopics;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nobody waits for it: codes are taken as they come until all jurisdictions are known. */
@Configuration(proxyBeanMethods = false)
class JurisdictionConfiguration {

  @Bean
  KnownJurisdictions knownJurisdictions() {
    return new KnownJurisdictions();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  WholeTopics jurisdictionReader(
      KnownJurisdictions known,
      KafkaClients clients,
      EventReading reading,
      DeadLetters deadLetters) {
    CompactedTopics topics =
        new CompactedTopics(reading)
            .with(
                Topics.VOLUNTEER_JURISDICTIONS,
                JurisdictionSnapshot.class,
                known::apply,
                known::remove);
    WholeTopics reader =
        new WholeTopics(
            "report-service.jurisdictions", clients, topics.topics(), topics, deadLetters);
    var _ = reader.whenCaughtUp().thenRun(known::becomeWhole);
    return reader;
  }
}
