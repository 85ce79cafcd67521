package muster.outbox.spring;

import javax.sql.DataSource;
import muster.outbox.Outbox;
import muster.outbox.OutboxMetrics;
import muster.outbox.OutboxRelay;
import muster.outbox.RejectedRows;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The outbox of a service on Spring Boot: writing side, relay, metrics {@code muster.outbox.*},
 * health {@code outbox}, and the {@code traceparent} of requests. The service has the table by its
 * Flyway location {@code classpath:muster/outbox/db}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties({KafkaSettings.class, OutboxSettings.class})
public class OutboxAutoConfiguration {

  @Bean
  EventOutbox eventOutbox(
      DataSource dataSource,
      OutboxRelay relay,
      @Value("${spring.application.name}") String service) {
    return new EventOutbox(dataSource, new Outbox(), "/" + service, relay::wake);
  }

  /** It holds its connections for as long as it runs, so they are none of the service's pool. */
  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOnDatabaseInitialization
  OutboxRelay outboxRelay(
      JdbcConnectionDetails database,
      KafkaSettings kafka,
      OutboxSettings settings,
      @Value("${spring.application.name}") String service) {
    PGSimpleDataSource unpooled = new PGSimpleDataSource();
    unpooled.setUrl(database.getJdbcUrl());
    unpooled.setUser(database.getUsername());
    unpooled.setPassword(database.getPassword());
    unpooled.setApplicationName(service + " outbox");
    unpooled.setTcpKeepAlive(true);
    return new OutboxRelay(unpooled, kafka.bootstrapServers(), settings.relay());
  }

  @Bean
  RejectedEvents rejectedEvents(DataSource dataSource, OutboxRelay relay) {
    return new RejectedEvents(new RejectedRows(dataSource), relay::wake);
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRelay relay) {
    return new OutboxMetrics(relay);
  }

  /** The bean's name makes it {@code outbox} among the components of health. */
  @Bean
  HealthIndicator outboxHealthIndicator(OutboxRelay relay) {
    return new RelayHealth(relay);
  }

  /** Before whatever may write. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  TraceparentFilter traceparentFilter() {
    return new TraceparentFilter();
  }
}
