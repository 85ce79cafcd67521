package muster.volunteer.team.configuration;

import java.time.Clock;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Transactions;
import muster.volunteer.team.postgres.TeamStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires teams. */
@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

  @Bean
  TeamStore teamStore(JdbcTemplate jdbc, Transactions transactions, Journal journal, Clock clock) {
    return new TeamStore(jdbc, transactions, journal, clock);
  }
}
