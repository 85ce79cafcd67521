package muster.report;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import muster.contracts.TimeOrderedIds;
import muster.report.intake.AlertNews;
import muster.report.intake.KnownAlerts;
import muster.report.intake.ReportStore;
import muster.report.intake.Reports;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pure core of the intake, put together. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  /** To the microsecond, as PostgreSQL keeps it: what is answered now is what is read later. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Bean
  Supplier<UUID> ids() {
    return TimeOrderedIds::next;
  }

  @Bean
  Reports reports(ReportStore store, KnownAlerts alerts, AlertNews news, Clock clock) {
    return new Reports(store, alerts, news, clock);
  }
}
