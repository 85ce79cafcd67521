package muster.volunteer.presence;

import java.time.Clock;
import java.time.Duration;
import muster.contracts.Topics;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.people.command.RegisteredVolunteers;
import muster.volunteer.presence.command.PresenceCommands;
import muster.volunteer.presence.command.PresenceTable;
import muster.volunteer.presence.command.QuietPartitions;
import muster.volunteer.presence.command.StandingPresence;
import muster.volunteer.presence.kafka.PartitionKeys;
import muster.volunteer.presence.postgres.PostgresPresenceTable;
import muster.volunteer.republication.Intervals;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires presence. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PresenceConfiguration {

  /** {@link PresenceRules} as settings; they check themselves. */
  @ConfigurationProperties("volunteer.presence")
  record Settings(
      @DefaultValue("1s") Duration minInterval,
      @DefaultValue("30s") Duration repeatWindow,
      @DefaultValue("12h") Duration maxSilence) {

    PresenceRules rules() {
      return new PresenceRules(minInterval, repeatWindow, maxSilence);
    }
  }

  @Bean
  PresenceTable presenceTable(JdbcTemplate jdbc) {
    return new PostgresPresenceTable(jdbc);
  }

  @Bean
  StandingPresence standingPresence(PresenceTable table, EventOutbox outbox, Intervals intervals) {
    return new StandingPresence(table, outbox, intervals.standing());
  }

  @Bean
  QuietPartitions quietPartitions(EventOutbox outbox, Clock clock, Intervals intervals) {
    return new QuietPartitions(
        PartitionKeys.ofAll(Topics.PARTITIONS), outbox, clock, intervals.quietPartitions());
  }

  @Bean
  PresenceCommands presenceCommands(
      PresenceTable table,
      RegisteredVolunteers volunteers,
      PersonalDataReads reads,
      Settings settings,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    return new PresenceCommands(
        table, volunteers, reads, settings.rules(), audit, transactions, outbox, clock);
  }

  /** Every few minutes is soon enough for something that takes hours. */
  @Bean
  SchedulingConfigurer silenceSweep(PresenceCommands presence, Settings settings) {
    return registrar ->
        registrar.addFixedDelayTask(
            () -> presence.takeSilentOffDuty(settings.maxSilence()), Duration.ofMinutes(5));
  }
}
