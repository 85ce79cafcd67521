package muster.testbed.orderly.patrol;

import muster.testbed.orderly.patrol.command.PatrolCommands;
import muster.testbed.orderly.patrol.postgres.PatrolTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PatrolConfiguration {
  @Bean
  PatrolCommands patrolCommands(JdbcClient client) {
    return new PatrolCommands(new PatrolTable(client));
  }
}
