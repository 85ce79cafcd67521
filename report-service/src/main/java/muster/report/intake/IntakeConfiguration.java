package muster.report.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import muster.contracts.TimeOrderedIds;
import muster.outbox.spring.EventOutbox;
import muster.outbox.spring.KafkaSettings;
import muster.report.intake.command.ReportCommands;
import muster.report.intake.kafka.DeadLetters;
import muster.report.intake.kafka.DispatchEventsConsumer;
import muster.report.intake.kafka.DispatchEventsProgress;
import muster.report.intake.postgres.KnownAlertTable;
import muster.report.intake.postgres.ReportTable;
import muster.report.intake.postgres.RequestKeyTable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the intake together. Some names of beans here are the ones that application.yml binds. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  private static final String GROUP = "report-service";
  private static final int ADMIN_TIMEOUT_MS = 2_000;

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
  KnownAlerts knownAlerts(JdbcClient jdbc) {
    return new KnownAlertTable(jdbc);
  }

  @Bean
  ReportCommands reportCommands(
      TransactionOperations transactions,
      JdbcClient jdbc,
      RequestKeyTable keys,
      EventOutbox outbox,
      KnownAlerts alerts,
      AlertNews news,
      Clock clock) {
    return new ReportCommands(
        transactions, new ReportTable(jdbc), keys, outbox, alerts, news, clock);
  }

  @Bean
  DispatchEventsConsumer dispatchEvents(KnownAlerts alerts, ReportCommands reports) {
    return new DispatchEventsConsumer(alerts, reports);
  }

  @Bean
  CommonErrorHandler deadLetters(KafkaSettings kafka, MeterRegistry meters) {
    var producers =
        new DefaultKafkaProducerFactory<byte[], byte[]>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    return DeadLetters.errorHandler(new KafkaTemplate<>(producers), meters);
  }

  /** Headers as the bytes they are: they are CloudEvents', not JSON. */
  @Bean
  KafkaHeaderMapper rawHeaders() {
    return new SimpleKafkaHeaderMapper();
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
  KeyCleaning keyCleaning(RequestKeyTable keys, IntakeSettings settings) {
    return new KeyCleaning(keys, settings.requestKeysKept());
  }

  /** Several instances may clean at once; each deletes what it finds. */
  record KeyCleaning(RequestKeyTable keys, Duration kept) {
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetOldKeys() {
      keys.forgetOlderThan(kept);
    }
  }
}
