package muster.report.intake.postgres;

import java.util.concurrent.TimeUnit;
import muster.outbox.spring.EventOutbox;
import muster.report.ReportSettings;
import muster.report.intake.KnownAlerts;
import muster.report.intake.ReportStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class IntakePostgresConfiguration {

  @Bean
  ReportStore reportStore(
      JdbcClient jdbc,
      TransactionOperations transactions,
      EventOutbox outbox,
      ReportSettings settings) {
    return new PostgresReportStore(jdbc, transactions, outbox, settings.requestKeysKept());
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
