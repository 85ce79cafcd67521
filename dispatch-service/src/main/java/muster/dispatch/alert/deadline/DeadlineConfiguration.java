package muster.dispatch.alert.deadline;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.alert.postgres.DeadlineTable;
import muster.dispatch.alert.postgres.IdempotencyKeys;
import muster.outbox.OutboxRelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadlineConfiguration {
  private static final String RECEIPTS = "receipts-in-0";
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Clients are promised 24 hours. */
  private static final Duration IDEMPOTENCY_KEYS_KEPT = Duration.ofDays(2);

  @Bean
  Task<Void> alertDeadline(AlertCommands commands, Earshot earshot) {
    return Tasks.custom(DeadlineTable.TASK_NAME, Void.class)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(RETRY))
        .execute(
            (instance, context) -> {
              String id = instance.getId();
              int slash = id.indexOf('/');
              Optional<Instant> later =
                  commands.runDeadline(
                      UUID.fromString(id.substring(0, slash)),
                      id.substring(slash + 1),
                      earshot.since());
              return later
                  .<CompletionHandler<Void>>map(
                      at -> (complete, operations) -> operations.reschedule(complete, at))
                  .orElseGet(CompletionHandler.OnCompleteRemove::new);
            });
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Earshot earshot(OutboxRelay relay, Clock clock) {
    return new Earshot(RECEIPTS, () -> relay.status().oldestAge(), clock);
  }

  @Bean
  Task<Void> forgetIdempotencyKeys(IdempotencyKeys keys, Clock clock) {
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

  @Bean(initMethod = "start", destroyMethod = "close")
  BusyTeamsRefresh busyTeamsRefresh(BusyTeams busyTeams) {
    return new BusyTeamsRefresh(busyTeams);
  }
}
