package muster.volunteer.presence.configuration;

import java.time.Clock;
import java.time.Duration;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Transactions;
import muster.volunteer.presence.PresenceRules;
import muster.volunteer.presence.postgres.PresenceStore;
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
  PresenceStore presenceStore(
      JdbcTemplate jdbc,
      Transactions transactions,
      Journal journal,
      PersonalDataReads reads,
      Settings settings,
      Clock clock) {
    return new PresenceStore(jdbc, transactions, journal, reads, settings.rules(), clock);
  }

  /** Every few minutes is soon enough for something that takes hours. */
  @Bean
  SchedulingConfigurer silenceSweep(PresenceStore store, Settings settings) {
    return registrar ->
        registrar.addFixedDelayTask(
            () -> store.takeSilentOffDuty(settings.maxSilence()), Duration.ofMinutes(5));
  }
}
