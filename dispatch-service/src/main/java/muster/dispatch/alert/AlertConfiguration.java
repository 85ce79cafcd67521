package muster.dispatch.alert;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import muster.contracts.EventCodec;
import muster.contracts.TimeOrderedIds;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.report.ReportEvent;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.AlertNumbers;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.alert.command.FreeTeams;
import muster.dispatch.alert.command.TeamCalls;
import muster.dispatch.alert.deadline.BusyTeamsRefresh;
import muster.dispatch.alert.deadline.DeadlineTask;
import muster.dispatch.alert.deadline.ReceiptFlow;
import muster.dispatch.alert.http.AlertAccess;
import muster.dispatch.alert.kafka.ReceiptConsumer;
import muster.dispatch.alert.kafka.ReportConsumer;
import muster.dispatch.alert.postgres.AlertNumberSequence;
import muster.dispatch.alert.postgres.AlertStore;
import muster.dispatch.alert.postgres.IdempotencyKeyTable;
import muster.dispatch.alert.postgres.PostgresAlertQueries;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.TeamIndex;
import muster.eventintake.EventReading;
import muster.eventintake.spring.EventConsumer;
import muster.outbox.OutboxRelay;
import muster.outbox.spring.EventOutbox;
import muster.outbox.spring.TracedRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
  private static final String RECEIPTS = "receipts-in-0";

  /** Clients are promised 24 hours. */
  private static final Duration IDEMPOTENCY_KEYS_KEPT = Duration.ofDays(2);

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  AlertStore alertStore(
      JdbcClient client, EventCodec codec, EventOutbox outbox, JsonMapper mapper) {
    return new AlertStore(client, codec, outbox, mapper);
  }

  @Bean
  AlertQueries alertQueries(JdbcClient client) {
    // Not the strict one of requests: another version of this service may have written what this
    // one would not take, or more than it knows.
    return new PostgresAlertQueries(
        client,
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
  }

  @Bean
  TeamCommitmentTable teamCommitmentTable(JdbcClient client) {
    return new TeamCommitmentTable(client);
  }

  @Bean
  IdempotencyKeyTable idempotencyKeyTable(JdbcClient client) {
    return new IdempotencyKeyTable(client);
  }

  @Bean
  BusyTeams busyTeams(TeamCommitmentTable commitments) {
    return new BusyTeams(commitments::listAll);
  }

  @Bean
  FreeTeams freeTeams(
      TeamIndex index,
      CallOutPolicies policies,
      TeamCommitmentTable commitments,
      BusyTeams busyTeams) {
    return new FreeTeams(index, policies, commitments, busyTeams);
  }

  @Bean
  AlertCommands alertCommands(
      AlertStore store,
      TeamCommitmentTable commitments,
      BusyTeams busyTeams,
      FreeTeams freeTeams,
      TransactionOperations transactions,
      Clock clock) {
    return new AlertCommands(
        store, commitments, busyTeams, freeTeams, transactions, clock, TimeOrderedIds::next);
  }

  @Bean
  AlertNumbers alertNumbers(JdbcClient client) {
    return new AlertNumbers(new AlertNumberSequence(client));
  }

  @Bean
  TeamCalls teamCalls(AlertCommands commands, FreeTeams freeTeams, Clock clock) {
    return new TeamCalls(commands, freeTeams, clock, TimeOrderedIds::next);
  }

  @Bean
  AlertAccess alertAccess(AlertQueries queries) {
    return new AlertAccess(queries);
  }

  @Bean
  AlertIssuing alertIssuing(
      AlertCommands commands,
      AlertNumbers numbers,
      IdempotencyKeyTable keys,
      FreeTeams freeTeams,
      TransactionOperations transactions,
      Clock clock) {
    return new AlertIssuing(commands, numbers, keys, freeTeams, transactions, clock);
  }

  /** Bound by its name: {@code receipts-in-0}. */
  @Bean
  Consumer<Message<?>> receipts(AlertCommands commands, EventReading reading) {
    return new TracedRecords(
        new EventConsumer<>(reading, NotificationEvent.class, new ReceiptConsumer(commands)));
  }

  /** Bound by its name: {@code reports-in-0}. */
  @Bean
  Consumer<Message<?>> reports(
      AlertCommands commands, AlertNumbers numbers, CallOutPolicies policies, EventReading reading) {
    return new TracedRecords(
        new EventConsumer<>(
            reading, ReportEvent.class, new ReportConsumer(commands, numbers, policies)));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  BusyTeamsRefresh busyTeamsRefresh(BusyTeams busyTeams) {
    return new BusyTeamsRefresh(busyTeams);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ReceiptFlow receiptFlow(OutboxRelay relay, Clock clock) {
    return new ReceiptFlow(RECEIPTS, () -> relay.status().oldestAge(), clock);
  }

  @Bean
  Task<Void> alertDeadline(AlertCommands commands, ReceiptFlow receipts) {
    return DeadlineTask.of(commands, receipts);
  }

  @Bean
  Task<Void> forgetIdempotencyKeys(IdempotencyKeyTable keys, Clock clock) {
    return Tasks.recurring("forget-idempotency-keys", FixedDelay.ofHours(1))
        .execute(
            (instance, context) ->
                keys.forgetOlderThan(clock.instant().minus(IDEMPOTENCY_KEYS_KEPT)));
  }

  @Bean
  DbSchedulerCustomizer virtualThreads() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<ExecutorService> executorService() {
        return Optional.of(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("deadline-", 0).factory()));
      }
    };
  }
}
