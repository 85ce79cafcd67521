package muster.dispatch.event;

import javax.sql.DataSource;
import muster.contracts.EventCodec;
import muster.outbox.Outbox;
import muster.outbox.OutboxMetrics;
import muster.outbox.OutboxRelay;
import muster.outbox.OutboxRelaySettings;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class EventConfiguration {

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  EventRecords eventRecords(EventCodec codec) {
    return new EventRecords(codec);
  }

  @Bean
  Outbox outbox() {
    return new Outbox();
  }

  /** With connections of its own: it keeps two for as long as it leads. */
  @Bean(initMethod = "start", destroyMethod = "close")
  OutboxRelay outboxRelay(DataSourceProperties database, KafkaSettings kafka) {
    DataSource unpooled =
        database.initializeDataSourceBuilder().type(PGSimpleDataSource.class).build();
    return new OutboxRelay(unpooled, kafka.kafka(), OutboxRelaySettings.defaults());
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRelay relay) {
    return new OutboxMetrics(relay);
  }
}
