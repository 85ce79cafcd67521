package muster.dispatch.alert.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import muster.contracts.access.Caller;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.NearbyAlert;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.postgres.IdempotencyKeyTable;
import muster.dispatch.alert.postgres.PositionReadTable;
import muster.dispatch.alert.postgres.StatementBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues one alert for each request: a repetition gets the answer that the first one got. The
 * answer tells how far people are, which is recorded; nobody is refused for it.
 */
public final class AlertIssuing {
  private final AlertCommands commands;
  private final AlertNumbers numbers;
  private final IdempotencyKeyTable keys;
  private final PositionReadTable reads;
  private final TransactionOperations transactions;

  public AlertIssuing(
      AlertCommands commands,
      AlertNumbers numbers,
      IdempotencyKeyTable keys,
      PositionReadTable reads,
      TransactionOperations transactions) {
    this.commands = commands;
    this.numbers = numbers;
    this.keys = keys;
    this.reads = reads;
    this.transactions = transactions;
  }

  /**
   * Issues the alert and keeps the answer in one transaction, unless that is done already. Somebody
   * else doing it at this moment is waited for, before anything is looked for: a repetition takes
   * no team from the alert that it repeats.
   *
   * @param caller has a jurisdiction: the answer may tell of the alerts nearby that are in it
   * @param answer from the alert, and the running ones that may be the same
   */
  public IssueResult issue(
      RepeatableRequest request,
      AlertCommand.Issue issue,
      Caller caller,
      BiFunction<AlertState.Issued, List<NearbyAlert>, KeptAnswer> answer) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction ->
                keys.claim(request, issue, caller.scope().orElseThrow())
                    .map(
                        nearby ->
                            issueClaimed(
                                transaction,
                                request,
                                issue,
                                caller,
                                alert -> answer.apply(alert, nearby)))
                    .orElseGet(() -> repeat(request))));
  }

  private IssueResult issueClaimed(
      TransactionStatus transaction,
      RepeatableRequest request,
      AlertCommand.Issue issue,
      Caller caller,
      Function<AlertState.Issued, KeptAnswer> answer) {
    AtomicReference<@Nullable KeptAnswer> kept = new AtomicReference<>();
    CommandResult result =
        commands.runNew(
            issue.numbered(numbers.next()),
            (alert, batch) -> {
              kept.set(answer.apply(alert));
              keys.keep(batch, request, Objects.requireNonNull(kept.get()));
              record(batch, caller, alert);
            });
    return switch (result) {
      case CommandResult.Done done -> new IssueResult.Answered(Objects.requireNonNull(kept.get()));
      case CommandResult.Refused(Rejection rejection) -> {
        transaction.setRollbackOnly();
        yield new IssueResult.Refused(rejection);
      }
    };
  }

  private void record(StatementBatch batch, Caller caller, AlertState.Issued alert) {
    reads.record(
        batch,
        new PositionReadTable.Read(
            caller,
            alert.issued().at(),
            PositionReadTable.Occasion.ISSUED,
            alert.issued().jurisdiction(),
            alert.details().location(),
            alert.tasks().values().stream().map(Task::teamId).toList()));
  }

  private IssueResult repeat(RepeatableRequest request) {
    return keys.find(request)
        .<IssueResult>map(IssueResult.Answered::new)
        .orElseGet(IssueResult.KeyReused::new);
  }
}
