package muster.volunteer.jurisdiction;

import java.time.Clock;
import java.time.Duration;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.JurisdictionCommands;
import muster.volunteer.jurisdiction.command.JurisdictionTable;
import muster.volunteer.jurisdiction.command.OutlineCommands;
import muster.volunteer.jurisdiction.command.RemovedJurisdictions;
import muster.volunteer.jurisdiction.command.StandingJurisdictions;
import muster.volunteer.jurisdiction.command.WordFilling;
import muster.volunteer.jurisdiction.command.WordTable;
import muster.volunteer.jurisdiction.pinyin.DictionarySyllables;
import muster.volunteer.jurisdiction.postgres.PostgresJurisdictionTable;
import muster.volunteer.jurisdiction.postgres.PostgresOutlineTable;
import muster.volunteer.jurisdiction.postgres.PostgresWordTable;
import muster.volunteer.republication.Intervals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires jurisdictions. */
@Configuration(proxyBeanMethods = false)
class JurisdictionConfiguration {
  /** A new name is found by then. */
  private static final Duration FILLED_EVERY = Duration.ofSeconds(3);

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

  @Bean
  OutlineCommands outlineCommands(
      JdbcTemplate jdbc,
      JurisdictionTable jurisdictions,
      RegistryChanges audit,
      Transactions transactions) {
    return new OutlineCommands(new PostgresOutlineTable(jdbc), jurisdictions, audit, transactions);
  }

  @Bean
  WordTable wordTable(JdbcTemplate jdbc) {
    return new PostgresWordTable(jdbc);
  }

  @Bean
  SchedulingConfigurer wordsOfJurisdictions(WordTable words, Transactions transactions) {
    WordFilling filling =
        new WordFilling(words, new Readings(new DictionarySyllables()), transactions);
    return registrar -> registrar.addFixedDelayTask(filling::fill, FILLED_EVERY);
  }
}
