package muster.dispatch.alert.deadline;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import muster.dispatch.alert.DeadlineName;
import muster.dispatch.alert.Silence;
import muster.dispatch.alert.command.AlertCommands;
import muster.outbox.spring.Traceparent;

/**
 * What the scheduler does when an alert's deadline has come. Nobody's request leads to it any more:
 * the events that follow from it are a trace of their own.
 */
public final class DeadlineTask {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private DeadlineTask() {}

  public static Task<Void> of(AlertCommands commands, Function<Collection<UUID>, Silence> silence) {
    return Tasks.custom(DeadlineName.TASK, Void.class)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(RETRY))
        .execute(
            (instance, context) -> {
              DeadlineName due = DeadlineName.of(instance.getId());
              Optional<Instant> later =
                  Traceparent.under(
                      Traceparent.begin(),
                      () -> commands.runDeadline(due.alertId(), due.key(), silence));
              return later
                  .<CompletionHandler<Void>>map(
                      at -> (complete, operations) -> operations.reschedule(complete, at))
                  .orElseGet(CompletionHandler.OnCompleteRemove::new);
            });
  }
}
