package muster.volunteer.people;

import java.time.Clock;
import java.time.Duration;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.people.command.ErasedVolunteers;
import muster.volunteer.people.command.PresenceErasure;
import muster.volunteer.people.command.VolunteerCommands;
import muster.volunteer.people.numbering.LibPhoneNumbers;
import muster.volunteer.people.postgres.PhoneSettings;
import muster.volunteer.people.postgres.PostgresVolunteerTable;
import muster.volunteer.republication.Intervals;
import muster.volunteer.team.command.TeamCommands;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires volunteers. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  private static final int DIGESTED_AT_ONCE = 500;

  /**
   * How telephone numbers are read.
   *
   * @param defaultRegion of numbers without a country code, as ISO 3166 has it
   */
  @ConfigurationProperties("volunteer.phone")
  record Numbering(@DefaultValue("CN") String defaultRegion) {
    PhoneNumbers numbers() {
      return new LibPhoneNumbers(defaultRegion);
    }
  }

  @Bean
  PhoneNumbers phoneNumbers(Numbering numbering) {
    return numbering.numbers();
  }

  /** Other features ask it what they need to know of volunteers. */
  @Bean
  PostgresVolunteerTable volunteerTable(
      JdbcTemplate jdbc, PhoneSettings settings, PhoneNumbers numbers) {
    return new PostgresVolunteerTable(jdbc, settings.keyBytes(), numbers);
  }

  /** As long as an older version may run beside this one. */
  @Bean
  SchedulingConfigurer phoneDigests(VolunteerCommands volunteers) {
    return registrar ->
        registrar.addFixedDelayTask(
            () -> volunteers.digestPhones(DIGESTED_AT_ONCE), Duration.ofMinutes(5));
  }

  @Bean
  ErasedVolunteers erasedVolunteers(
      PostgresVolunteerTable table, EventOutbox outbox, Clock clock, Intervals intervals) {
    return new ErasedVolunteers(table, outbox, clock, intervals.standing());
  }

  @Bean
  VolunteerCommands volunteerCommands(
      PostgresVolunteerTable table,
      RegisteredJurisdictions jurisdictions,
      TeamCommands teams,
      PresenceErasure presence,
      PersonalDataReads reads,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new VolunteerCommands(
        table, jurisdictions, teams, presence, reads, audit, transactions, outbox, clock);
  }
}
