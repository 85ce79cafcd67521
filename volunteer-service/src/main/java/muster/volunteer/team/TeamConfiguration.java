package muster.volunteer.team;

import java.time.Clock;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.team.command.MemberAccounts;
import muster.volunteer.team.command.TeamCommands;
import muster.volunteer.team.postgres.PostgresTeamTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires teams. */
@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

  @Bean
  TeamCommands teamCommands(
      JdbcTemplate jdbc,
      MemberAccounts accounts,
      RegisteredJurisdictions jurisdictions,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new TeamCommands(
        new PostgresTeamTable(jdbc), accounts, jurisdictions, transactions, outbox, clock);
  }
}
