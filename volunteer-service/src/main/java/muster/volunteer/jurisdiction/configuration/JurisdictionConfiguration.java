package muster.volunteer.jurisdiction.configuration;

import java.time.Clock;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Transactions;
import muster.volunteer.jurisdiction.postgres.JurisdictionStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires jurisdictions. */
@Configuration(proxyBeanMethods = false)
class JurisdictionConfiguration {

  @Bean
  JurisdictionStore jurisdictionStore(
      JdbcTemplate jdbc, Transactions transactions, Journal journal, Clock clock) {
    return new JurisdictionStore(jdbc, transactions, journal, clock);
  }
}
