package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertDecider;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Decision;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.RepeatableRequest;
import muster.dispatch.alert.postgres.IdempotencyKeyTable;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/** Issues one alert for each request: a repetition gets the answer that the first one got. */
public final class AlertIssuing {
  private final AlertCommands commands;
  private final AlertNumbers numbers;
  private final IdempotencyKeyTable keys;
  private final FreeTeams freeTeams;
  private final TransactionOperations transactions;
  private final Clock clock;

  public AlertIssuing(
      AlertCommands commands,
      AlertNumbers numbers,
      IdempotencyKeyTable keys,
      FreeTeams freeTeams,
      TransactionOperations transactions,
      Clock clock) {
    this.commands = commands;
    this.numbers = numbers;
    this.keys = keys;
    this.freeTeams = freeTeams;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Issues the alert and keeps the answer in one transaction, unless that is done already. Somebody
   * else doing it at this moment is waited for, before anything is looked for: a repetition takes
   * no team from the alert that it repeats.
   */
  public IssueResult issue(
      RepeatableRequest request,
      AlertCommand.Issue issue,
      Function<AlertState.Issued, KeptAnswer> answer) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction ->
                keys.claim(request)
                    ? issueClaimed(transaction, request, issue, answer)
                    : repeat(request)));
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

  /** The teams that the alert would call now; nothing is held or stored. */
  public Selection preview(AlertCommand.Issue issue) {
    Instant now = clock.instant();
    return switch (AlertDecider.decide(AlertState.notIssued(), issue, now)) {
      case Decision.Accepted accepted ->
          freeTeams.find(
              issue.alertId(), issue.category(), accepted.callOut().orElseThrow().search(), now);
      case Decision.RefusedAndKept refused -> throw new IllegalStateException(refused.toString());
      case Decision.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }

  private IssueResult repeat(RepeatableRequest request) {
    return keys.find(request)
        .<IssueResult>map(IssueResult.Answered::new)
        .orElseGet(IssueResult.KeyReused::new);
  }
}
