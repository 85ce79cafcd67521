package muster.dispatch.alert.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.NearbyAlert;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.postgres.IdempotencyKeyTable;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/** Issues one alert for each request: a repetition gets the answer that the first one got. */
public final class AlertIssuing {
  private final AlertCommands commands;
  private final AlertNumbers numbers;
  private final IdempotencyKeyTable keys;
  private final TransactionOperations transactions;

  public AlertIssuing(
      AlertCommands commands,
      AlertNumbers numbers,
      IdempotencyKeyTable keys,
      TransactionOperations transactions) {
    this.commands = commands;
    this.numbers = numbers;
    this.keys = keys;
    this.transactions = transactions;
  }

  /**
   * Issues the alert and keeps the answer in one transaction, unless that is done already. Somebody
   * else doing it at this moment is waited for, before anything is looked for: a repetition takes
   * no team from the alert that it repeats.
   *
   * @param within whose alerts nearby the answer may tell of
   * @param answer from the alert, and the running ones that may be the same
   */
  public IssueResult issue(
      RepeatableRequest request,
      AlertCommand.Issue issue,
      JurisdictionCode within,
      BiFunction<AlertState.Issued, List<NearbyAlert>, KeptAnswer> answer) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction ->
                keys.claim(request, issue, within)
                    .map(
                        nearby ->
                            issueClaimed(
                                transaction, request, issue, alert -> answer.apply(alert, nearby)))
                    .orElseGet(() -> repeat(request))));
  }

  private IssueResult issueClaimed(
      TransactionStatus transaction,
      RepeatableRequest request,
      AlertCommand.Issue issue,
      Function<AlertState.Issued, KeptAnswer> answer) {
    AtomicReference<@Nullable KeptAnswer> kept = new AtomicReference<>();
    CommandResult result =
        commands.runNew(
            issue.numbered(numbers.next()),
            (alert, batch) -> {
              kept.set(answer.apply(alert));
              keys.keep(batch, request, Objects.requireNonNull(kept.get()));
            });
    return switch (result) {
      case CommandResult.Done done -> new IssueResult.Answered(Objects.requireNonNull(kept.get()));
      case CommandResult.Refused(Rejection rejection) -> {
        transaction.setRollbackOnly();
        yield new IssueResult.Refused(rejection);
      }
    };
  }

  private IssueResult repeat(RepeatableRequest request) {
    return keys.find(request)
        .<IssueResult>map(IssueResult.Answered::new)
        .orElseGet(IssueResult.KeyReused::new);
  }
}
