package muster.dispatch.alert.http;

import java.util.Optional;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.AlertPlace;
import muster.dispatch.alert.AlertQueries.TaskPlace;

/** Which alert is meant, and whether it is in the caller's jurisdiction. */
public final class AlertAccess {
  private final AlertQueries queries;

  public AlertAccess(AlertQueries queries) {
    this.queries = queries;
  }

  /**
   * A number means the newest alert of that number in the caller's scope, and no other.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  AlertPlace requireAlert(Caller caller, AlertReference reference) {
    Optional<AlertPlace> found =
        switch (reference) {
          case AlertReference.ById(UUID id) -> queries.findPlace(id);
          case AlertReference.ByNumber(int number) ->
              queries.findPlace(number, Scope.within(caller, null));
        };
    AlertPlace place = found.orElseThrow(() -> ProblemException.notFound("alert"));
    Scope.require(caller, place.jurisdiction());
    return place;
  }

  /**
   * For whoever leads the alert, not for the team.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  TaskPlace requireTask(Caller caller, UUID taskId) {
    TaskPlace task = queries.findTask(taskId).orElseThrow(() -> ProblemException.notFound("task"));
    requireAlert(caller, new AlertReference.ById(task.alertId()));
    return task;
  }
}
