package muster.volunteer.jurisdiction;

import java.time.Clock;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.JurisdictionCommands;
import muster.volunteer.jurisdiction.command.JurisdictionTable;
import muster.volunteer.jurisdiction.command.RemovedJurisdictions;
import muster.volunteer.jurisdiction.command.StandingJurisdictions;
import muster.volunteer.jurisdiction.postgres.PostgresJurisdictionTable;
import muster.volunteer.republication.Intervals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires jurisdictions. */
@Configuration(proxyBeanMethods = false)
class JurisdictionConfiguration {

  @Bean
  JurisdictionTable jurisdictionTable(JdbcTemplate jdbc) {
    return new PostgresJurisdictionTable(jdbc);
  }

  @Bean
  StandingJurisdictions standingJurisdictions(
      JurisdictionTable table, EventOutbox outbox, Clock clock, Intervals intervals) {
    return new StandingJurisdictions(table, outbox, clock, intervals.standing());
  }

  @Bean
  RemovedJurisdictions removedJurisdictions(
      JurisdictionTable table, EventOutbox outbox, Clock clock, Intervals intervals) {
    return new RemovedJurisdictions(table, outbox, clock, intervals.standing());
  }

  @Bean
  JurisdictionCommands jurisdictionCommands(
      JurisdictionTable table,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new JurisdictionCommands(table, audit, transactions, outbox, clock);
  }
}
