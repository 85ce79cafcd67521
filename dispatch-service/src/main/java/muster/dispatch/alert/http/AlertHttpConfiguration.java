package muster.dispatch.alert.http;

import java.time.Clock;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.TeamSearch;
import muster.dispatch.alert.postgres.IdempotencyKeys;
import muster.dispatch.policy.CallOutPolicies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertHttpConfiguration {

  @Bean
  AlertIssuing alertIssuing(
      AlertCommands commands,
      TeamSearch teamSearch,
      CallOutPolicies policies,
      IdempotencyKeys idempotencyKeys,
      Clock clock,
      JsonMapper mapper) {
    return new AlertIssuing(commands, teamSearch, policies, idempotencyKeys, clock, mapper);
  }
}
