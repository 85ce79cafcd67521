package muster.dispatch.alert.deadline;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import muster.dispatch.alert.DeadlineName;
import muster.dispatch.alert.command.DueDeadlines;
import muster.outbox.spring.Traceparent;

/**
 * What the scheduler does when an alert's deadline has come. Nobody's request leads to it any more:
 * the events that follow from it are a trace of their own.
 */
public final class DeadlineTask {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private DeadlineTask() {}

  /**
   * @param name of the scheduler's task whose instances these deadlines are
   */
  public static Task<Void> of(String name, DueDeadlines deadlines) {
    return Tasks.custom(name, Void.class)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(RETRY))
        .execute(
            (instance, context) -> {
              DeadlineName due = DeadlineName.of(instance.getId());
              return Traceparent.under(
                      Traceparent.begin(), () -> deadlines.run(due.alertId(), due.key()))
                  .<CompletionHandler<Void>>map(
                      at -> (complete, operations) -> operations.reschedule(complete, at))
                  .orElseGet(CompletionHandler.OnCompleteRemove::new);
            });
  }
}
