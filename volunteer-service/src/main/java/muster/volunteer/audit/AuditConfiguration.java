package muster.volunteer.audit;

import java.time.Clock;
import muster.volunteer.audit.postgres.PostgresPersonalDataReads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the record of reads. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  PersonalDataReads personalDataReads(JdbcTemplate jdbc, Clock clock) {
    return new PostgresPersonalDataReads(jdbc, clock);
  }
}
