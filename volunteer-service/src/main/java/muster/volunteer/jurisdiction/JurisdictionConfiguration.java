package muster.volunteer.jurisdiction;

import java.time.Clock;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.JurisdictionCommands;
import muster.volunteer.jurisdiction.command.JurisdictionTable;
import muster.volunteer.jurisdiction.postgres.PostgresJurisdictionTable;
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
  JurisdictionCommands jurisdictionCommands(
      JurisdictionTable table,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new JurisdictionCommands(table, audit, transactions, outbox, clock);
  }
}
