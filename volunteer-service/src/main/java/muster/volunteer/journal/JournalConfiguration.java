package muster.volunteer.journal;

import java.time.Clock;
import javax.sql.DataSource;
import muster.outbox.Outbox;
import muster.outbox.OutboxMetrics;
import muster.outbox.OutboxRelay;
import muster.outbox.OutboxRelaySettings;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the outbox. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

  /** The relay holds its connections for as long as it runs, so they are none of the pool's. */
  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOnDatabaseInitialization
  OutboxRelay outboxRelay(JdbcConnectionDetails database, KafkaSettings kafka) {
    DriverManagerDataSource unpooled = new DriverManagerDataSource(database.getJdbcUrl());
    unpooled.setUsername(database.getUsername());
    unpooled.setPassword(database.getPassword());
    return new OutboxRelay(unpooled, kafka.bootstrapServers(), OutboxRelaySettings.defaults());
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRelay relay) {
    return new OutboxMetrics(relay);
  }

  @Bean
  Journal journal(DataSource dataSource, OutboxRelay relay) {
    return new Journal(dataSource, new Outbox(), relay::wake);
  }

  @Bean
  Transactions transactions(PlatformTransactionManager manager) {
    return new Transactions(manager);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
