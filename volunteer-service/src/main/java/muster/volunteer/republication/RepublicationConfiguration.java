package muster.volunteer.republication;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import muster.volunteer.database.Transactions;
import muster.volunteer.republication.command.Republication;
import muster.volunteer.republication.command.StandingRecords;
import muster.volunteer.republication.postgres.PostgresRoundTable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires what is told again. */
@Configuration(proxyBeanMethods = false)
class RepublicationConfiguration {

  /**
   * {@link Intervals} as settings; they check themselves.
   *
   * @param look how often it is looked for what is due
   */
  @ConfigurationProperties("volunteer.republication")
  record Settings(
      @DefaultValue("1d") Duration standing,
      @DefaultValue("5m") Duration quietPartitions,
      @DefaultValue("1m") Duration look) {

    Intervals intervals() {
      return new Intervals(standing, quietPartitions);
    }
  }

  @Bean
  Intervals republicationIntervals(Settings settings) {
    return settings.intervals();
  }

  @Bean
  Republication republication(
      List<StandingRecords> kinds, JdbcTemplate jdbc, Transactions transactions, Clock clock) {
    return new Republication(kinds, new PostgresRoundTable(jdbc), transactions, clock);
  }

  @Bean
  SchedulingConfigurer republicationLook(Republication republication, Settings settings) {
    return registrar -> registrar.addFixedDelayTask(republication::tellWhatIsDue, settings.look());
  }
}
