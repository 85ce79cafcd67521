package muster.dispatch.alert.http;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.CommandResult;
import org.jspecify.annotations.Nullable;

/**
 * A command center's command in the terms of HTTP. What is asked of an alert that was merged is not
 * done to the one that goes on: who ends the one that is superfluous does not mean the other. It is
 * refused, and the other one is named.
 */
final class DeskResults {
  /** What may have come of that the alert was merged. */
  private static final Set<Rejection> OVER =
      EnumSet.of(Rejection.ALERT_OVER, Rejection.NOT_RESOLVED, Rejection.MERGED);

  private final AlertQueries queries;

  DeskResults(AlertQueries queries) {
    this.queries = queries;
  }

  /**
   * @param alertId that the command was for
   */
  AlertState.Issued done(UUID alertId, CommandResult result) {
    if (result instanceof CommandResult.Refused(Rejection rejection) && OVER.contains(rejection)) {
      UUID goesOn = queries.goesOnIn(alertId);
      if (!goesOn.equals(alertId)) {
        throw merged(goesOn);
      }
    }
    return Results.done(result);
  }

  /** Of a merger, of which the other alert may have been merged, too. */
  AlertState.Issued merged(UUID from, UUID into, CommandResult result) {
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.OTHER_ALERT_OVER) {
      UUID goesOn = queries.goesOnIn(into);
      if (!goesOn.equals(into) && !goesOn.equals(from)) {
        throw merged(goesOn);
      }
    }
    return done(from, result);
  }

  /** Of taking over an alert that was handed on: whoever comes second learns who leads it. */
  AlertState.Issued accepted(UUID alertId, CommandResult result) {
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.ALREADY_ACCEPTED) {
      queries
          .findAlert(alertId)
          .map(AlertView::escalation)
          .ifPresent(
              escalation -> {
                throw alreadyAccepted(escalation.acceptedBy(), escalation.acceptedAt());
              });
    }
    return done(alertId, result);
  }

  private static ProblemException alreadyAccepted(@Nullable String by, @Nullable Instant at) {
    Rejection rejection = Rejection.ALREADY_ACCEPTED;
    if (by == null || at == null) {
      return Results.problem(rejection); // It was reopened, and handed on anew, in between.
    }
    return new ProblemException(
        Problem.conflict(rejection.name(), "The alert was accepted by %s at %s.".formatted(by, at))
            .with("acceptedBy", by)
            .with("acceptedAt", at.toString()));
  }

  private ProblemException merged(UUID goesOn) {
    @Nullable Integer number = queries.findAlert(goesOn).map(AlertView::number).orElse(null);
    Problem problem =
        Problem.conflict(
                Rejection.MERGED.name(),
                "The alert was merged into %s; go on with that."
                    .formatted(number == null ? goesOn : number))
            .with("mergedInto", goesOn);
    return new ProblemException(
        number == null ? problem : problem.with("mergedIntoNumber", number));
  }
}
