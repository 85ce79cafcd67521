package muster.volunteer.people;

import java.time.Clock;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.people.command.VolunteerCommands;
import muster.volunteer.people.postgres.PhoneCipher;
import muster.volunteer.people.postgres.PhoneSettings;
import muster.volunteer.people.postgres.PostgresVolunteerTable;
import muster.volunteer.team.command.TeamCommands;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires volunteers. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  /** Other features ask it what they need to know of volunteers. */
  @Bean
  PostgresVolunteerTable volunteerTable(JdbcTemplate jdbc, PhoneSettings settings) {
    return new PostgresVolunteerTable(jdbc, new PhoneCipher(settings.keyBytes()));
  }

  @Bean
  VolunteerCommands volunteerCommands(
      PostgresVolunteerTable table,
      RegisteredJurisdictions jurisdictions,
      TeamCommands teams,
      PersonalDataReads reads,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new VolunteerCommands(table, jurisdictions, teams, reads, transactions, outbox, clock);
  }
}
