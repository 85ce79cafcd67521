package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertDecider;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.CallOut;
import muster.dispatch.alert.Decision;
import muster.dispatch.alert.Preview;
import muster.dispatch.alert.postgres.PositionReadTable;
import muster.dispatch.team.Selection;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Says what issuing an alert would do, by deciding as issuing does and by the same search; no team
 * is held and no alert is stored. Each preview is recorded as a read of positions, in the
 * transaction that it is made in: what can't be recorded is not shown.
 */
public final class AlertPreviews {
  private final FreeTeams freeTeams;
  private final AlertQueries queries;
  private final PositionReadTable reads;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public AlertPreviews(
      FreeTeams freeTeams,
      AlertQueries queries,
      PositionReadTable reads,
      TransactionOperations transactions,
      Clock clock,
      Supplier<UUID> ids) {
    this.freeTeams = freeTeams;
    this.queries = queries;
    this.reads = reads;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /** What became of the question. */
  public sealed interface Result {
    record Shown(Preview preview) implements Result {}

    record TooMany(Duration retryAfter) implements Result {}
  }

  public Result preview(Caller caller, AlertCommand.Issue issue) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Instant now = clock.instant();
              Optional<Duration> wait = reads.waitOf(caller.subject(), now);
              if (wait.isPresent()) {
                return new Result.TooMany(wait.get());
              }
              Preview preview =
                  Preview.of(
                      wouldHappen(issue, now),
                      queries.listNearby(
                          issue.category(),
                          issue.details().location(),
                          caller.scope().orElseThrow(),
                          issue.exercise(),
                          now));
              reads.record(
                  new PositionReadTable.Read(
                      caller,
                      now,
                      PositionReadTable.Occasion.PREVIEWED,
                      issue.jurisdiction(),
                      issue.details().location(),
                      preview.picks().stream().map(Preview.PreviewedPick::teamId).toList()));
              return new Result.Shown(preview);
            }));
  }

  private List<DispatchEvent> wouldHappen(AlertCommand.Issue issue, Instant now) {
    List<DispatchEvent> events = new ArrayList<>();
    AlertState state = AlertState.notIssued();
    Optional<AlertCommand> next = Optional.of(issue);
    while (next.isPresent()) {
      switch (AlertDecider.decide(state, next.get(), now)) {
        case Decision.RefusedAndKept refused -> throw new IllegalStateException(refused.toString());
        case Decision.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        case Decision.Accepted accepted -> {
          for (DispatchEvent event : accepted.events()) {
            state = state.evolve(event);
            events.add(event);
          }
          next = accepted.callOut().map(callOut -> call(issue, callOut, now));
        }
      }
    }
    return events;
  }

  private AlertCommand call(AlertCommand.Issue issue, CallOut callOut, Instant now) {
    Selection found = freeTeams.find(issue.alertId(), issue.category(), callOut.search(), now);
    return new AlertCommand.CallTeams(
        callOut, found, Stream.generate(ids).limit(found.picks().size()).toList());
  }
}
