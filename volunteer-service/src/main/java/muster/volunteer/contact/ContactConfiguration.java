package muster.volunteer.contact;

import java.time.Clock;
import muster.contracts.EventCodec;
import muster.outbox.spring.KafkaSettings;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.contact.command.TeamContacts;
import muster.volunteer.contact.kafka.CallsOnTopic;
import muster.volunteer.database.Transactions;
import muster.volunteer.people.command.VolunteerTable;
import muster.volunteer.presence.command.PresenceTable;
import muster.volunteer.team.command.TeamTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires contacts. */
@Configuration(proxyBeanMethods = false)
class ContactConfiguration {

  @Bean
  Calls calls(KafkaSettings kafka, Clock clock) {
    return new CallsOnTopic(kafka.bootstrapServers(), new EventCodec(), clock);
  }

  @Bean
  TeamContacts teamContacts(
      Calls calls,
      TeamTable teams,
      VolunteerTable volunteers,
      PresenceTable presence,
      PersonalDataReads reads,
      Transactions transactions,
      Clock clock) {
    return new TeamContacts(calls, teams, volunteers, presence, reads, transactions, clock);
  }
}
