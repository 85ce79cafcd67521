package muster.dispatch.alert.configuration;

import java.time.Clock;
import java.util.function.Consumer;
import muster.contracts.EventCodec;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.alert.command.TeamSearch;
import muster.dispatch.alert.kafka.Receipts;
import muster.dispatch.alert.kafka.Reports;
import muster.dispatch.alert.postgres.AlertQueries;
import muster.dispatch.alert.postgres.AlertStore;
import muster.dispatch.alert.postgres.IdempotencyKeys;
import muster.dispatch.alert.postgres.TeamCommitments;
import muster.dispatch.event.EventRecords;
import muster.dispatch.event.TimeOrderedIds;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.TeamIndex;
import muster.outbox.Outbox;
import muster.outbox.OutboxRelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  @Bean
  AlertStore alertStore(
      JdbcClient client, EventCodec codec, EventRecords records, Outbox outbox, JsonMapper mapper) {
    return new AlertStore(client, codec, records, outbox, mapper);
  }

  @Bean
  AlertQueries alertQueries(JdbcClient client, JsonMapper mapper) {
    // A newer version of this service may have written more than this one knows.
    return new AlertQueries(
        client,
        mapper.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
  }

  @Bean
  TeamCommitments teamCommitments(JdbcClient client) {
    return new TeamCommitments(client);
  }

  @Bean
  IdempotencyKeys idempotencyKeys(JdbcClient client, TransactionOperations transactions) {
    return new IdempotencyKeys(client, transactions);
  }

  @Bean
  BusyTeams busyTeams(TeamCommitments commitments) {
    return new BusyTeams(commitments::listAll);
  }

  @Bean
  TeamSearch teamSearch(
      TeamIndex index, CallOutPolicies policies, TeamCommitments commitments, BusyTeams busyTeams) {
    return new TeamSearch(index, policies, commitments, busyTeams);
  }

  @Bean
  AlertCommands alertCommands(
      AlertStore store,
      TeamCommitments commitments,
      BusyTeams busyTeams,
      TeamSearch teamSearch,
      TransactionOperations transactions,
      OutboxRelay relay,
      Clock clock) {
    return new AlertCommands(
        store,
        commitments,
        busyTeams,
        teamSearch,
        transactions,
        relay,
        clock,
        TimeOrderedIds::next);
  }

  /** Bound by its name: {@code receipts-in-0}. */
  @Bean
  Consumer<Message<?>> receipts(AlertCommands commands, EventCodec codec) {
    return new Receipts(commands, codec);
  }

  /** Bound by its name: {@code reports-in-0}. */
  @Bean
  Consumer<Message<?>> reports(AlertCommands commands, CallOutPolicies policies, EventCodec codec) {
    return new Reports(commands, policies, codec);
  }
}
