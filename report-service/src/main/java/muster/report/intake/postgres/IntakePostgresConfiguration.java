package muster.report.intake.postgres;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import muster.outbox.Outbox;
import muster.outbox.OutboxRelay;
import muster.report.ReportSettings;
import muster.report.intake.KnownAlerts;
import muster.report.intake.ReportStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class IntakePostgresConfiguration {

  @Bean
  ReportStore reportStore(
      JdbcTemplate jdbc,
      TransactionOperations transactions,
      Outbox outbox,
      OutboxRelay relay,
      Supplier<UUID> ids,
      ReportSettings settings) {
    return new PostgresReportStore(
        jdbc, transactions, outbox, relay::wake, ids, settings.requestKeysKept());
  }

  @Bean
  KnownAlerts knownAlerts(JdbcClient jdbc) {
    return new PostgresKnownAlerts(jdbc);
  }

  @Bean
  KeyCleaning keyCleaning(ReportStore store) {
    return new KeyCleaning(store);
  }

  /** Several instances may clean at once; each deletes what it finds. */
  record KeyCleaning(ReportStore store) {
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetOldKeys() {
      store.forgetOldKeys();
    }
  }
}
