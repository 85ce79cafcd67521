package muster.report.intake.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import muster.outbox.spring.KafkaSettings;
import muster.report.intake.KnownAlerts;
import muster.report.intake.Reports;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;

/** Bean names here are the ones that application.yml binds. */
@Configuration(proxyBeanMethods = false)
class IntakeKafkaConfiguration {
  private static final String GROUP = "report-service";
  private static final int ADMIN_TIMEOUT_MS = 2_000;

  @Bean
  DispatchEventsConsumer dispatchEvents(KnownAlerts alerts, Reports reports) {
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
}
