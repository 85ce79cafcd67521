package muster.volunteer.team;

import java.time.Clock;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.republication.Intervals;
import muster.volunteer.team.command.DisbandedTeams;
import muster.volunteer.team.command.MemberAccounts;
import muster.volunteer.team.command.StandingTeams;
import muster.volunteer.team.command.TeamCommands;
import muster.volunteer.team.command.TeamTable;
import muster.volunteer.team.postgres.PostgresTeamTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires teams. */
@Configuration(proxyBeanMethods = false)
class TeamConfiguration {

  @Bean
  TeamTable teamTable(JdbcTemplate jdbc) {
    return new PostgresTeamTable(jdbc);
  }

  @Bean
  StandingTeams standingTeams(
      TeamTable table, MemberAccounts accounts, EventOutbox outbox, Intervals intervals) {
    return new StandingTeams(table, accounts, outbox, intervals.standing());
  }

  @Bean
  DisbandedTeams disbandedTeams(
      TeamTable table, EventOutbox outbox, Clock clock, Intervals intervals) {
    return new DisbandedTeams(table, outbox, clock, intervals.standing());
  }

  @Bean
  TeamCommands teamCommands(
      TeamTable table,
      MemberAccounts accounts,
      RegisteredJurisdictions jurisdictions,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new TeamCommands(table, accounts, jurisdictions, audit, transactions, outbox, clock);
  }
}
