package muster.volunteer.audit;

import java.time.Clock;
import muster.volunteer.audit.postgres.PostgresPersonalDataReads;
import muster.volunteer.audit.postgres.PostgresRegistryChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the records of reads and of changes. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  PersonalDataReads personalDataReads(JdbcTemplate jdbc, Clock clock) {
    return new PostgresPersonalDataReads(jdbc, clock);
  }

  @Bean
  RegistryChanges registryChanges(JdbcTemplate jdbc, Clock clock) {
    return new PostgresRegistryChanges(jdbc, clock);
  }
}
