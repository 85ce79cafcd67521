package muster.report.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import muster.contracts.TimeOrderedIds;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.spring.DataFaults;
import muster.eventintake.spring.OneTransactionPerPoll;
import muster.outbox.spring.EventOutbox;
import muster.outbox.spring.KafkaSettings;
import muster.outbox.spring.Traceparent;
import muster.report.intake.command.ReportClaims;
import muster.report.intake.command.ReportCommands;
import muster.report.intake.kafka.DispatchEventsConsumer;
import muster.report.intake.kafka.DispatchEventsProgress;
import muster.report.intake.postgres.ClaimTable;
import muster.report.intake.postgres.KnownAlertTable;
import muster.report.intake.postgres.ReportTable;
import muster.report.intake.postgres.RequestKeyTable;
import muster.report.intake.postgres.TakenInTable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the intake together. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  private static final String GROUP = "report-service.known-alerts";
  private static final int ADMIN_TIMEOUT_MS = 2_000;

  /** Longer than any limit looks back. */
  private static final Duration COUNTED_FOR = Duration.ofHours(1);

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
  RequestKeyTable requestKeys(JdbcClient jdbc) {
    return new RequestKeyTable(jdbc);
  }

  @Bean
  TakenInTable takenIn(JdbcClient jdbc, IntakeSettings settings) {
    return new TakenInTable(jdbc, settings.perAccountPerMinute(), settings.perAlertPerMinute());
  }

  @Bean
  Exercises exercises(IntakeSettings settings) {
    return new Exercises(settings.exercise());
  }

  @Bean
  KnownAlerts knownAlerts(JdbcClient jdbc, Exercises exercises) {
    return new KnownAlertTable(jdbc, exercises);
  }

  @Bean
  ReportCommands reportCommands(
      TransactionOperations transactions,
      JdbcClient jdbc,
      RequestKeyTable keys,
      TakenInTable takenIn,
      EventOutbox outbox,
      ClaimTable claims,
      KnownAlerts alerts,
      AlertNews news,
      Clock clock) {
    return new ReportCommands(
        transactions, new ReportTable(jdbc), keys, takenIn, outbox, claims, alerts, news, clock);
  }

  @Bean
  ClaimTable claimTable(JdbcClient jdbc) {
    return new ClaimTable(jdbc);
  }

  @Bean
  ReportClaims reportClaims(
      ReportCommands reports, ClaimTable claims, IntakeSettings settings, Clock clock) {
    return new ReportClaims(reports, claims, settings.claimLasts(), clock);
  }

  @Bean
  ClaimEnding claimEnding(ReportClaims claims) {
    return new ClaimEnding(claims);
  }

  /** Every instance looks: a claim ends with the first that finds it. */
  record ClaimEnding(ReportClaims claims) {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimEnding.class);

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void endWhatIsOver() {
      try {
        claims.endWhatIsOver();
      } catch (DataAccessException | TransactionException e) {
        // Readiness says so, and they end when the database is back.
        LOG.debug("No claim could be ended", e);
      }
    }
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  GroupReader dispatchEvents(
      KafkaClients clients,
      EventReading reading,
      TransactionOperations transactions,
      KnownAlerts alerts,
      ReportCommands reports,
      DeadLetters deadLetters) {
    DispatchEventsConsumer consumer = new DispatchEventsConsumer(alerts, reports);
    FaultPolicy policy = new FaultPolicy(DataFaults::passes);
    return new GroupReader(
        GROUP,
        clients,
        List.of(Topics.DISPATCH_EVENTS),
        () -> true,
        new OneTransactionPerPoll<>(
            reading,
            DispatchEvent.class,
            Set.of(DispatchEvent.TaskEvent.class),
            transactions,
            policy,
            (record, event) ->
                Traceparent.under(
                    Traceparent.of(record).orElse(null),
                    () -> {
                      consumer.accept(event);
                      return null;
                    })),
        policy,
        deadLetters);
  }

  @Bean(destroyMethod = "close")
  DispatchEventsProgress dispatchEventsProgress(KafkaSettings kafka) {
    return new DispatchEventsProgress(
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS)),
        GROUP,
        ADMIN_TIMEOUT_MS);
  }

  @Bean
  KeyCleaning keyCleaning(
      RequestKeyTable keys, TakenInTable takenIn, IntakeSettings settings, Clock clock) {
    return new KeyCleaning(keys, settings.requestKeysKept(), takenIn, clock);
  }

  /** Several instances may clean at once; each deletes what it finds. */
  record KeyCleaning(RequestKeyTable keys, Duration kept, TakenInTable takenIn, Clock clock) {
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetOldKeys() {
      keys.forgetOlderThan(kept);
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetWhatWasTakenLongAgo() {
      takenIn.forgetOlderThan(clock.instant().minus(COUNTED_FOR));
    }
  }
}
