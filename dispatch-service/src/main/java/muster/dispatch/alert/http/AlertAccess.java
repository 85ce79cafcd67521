package muster.dispatch.alert.http;

import java.util.Optional;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.ProblemType;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertQueries.AlertPlace;
import muster.dispatch.alert.AlertQueries.TaskPlace;
import muster.dispatch.alert.AlertView;

/**
 * Which alert is meant, and what of it is the caller's: whoever is responsible where it is has all
 * of it; whoever is responsible for a team that it has called from elsewhere may read of it what
 * concerns a guest, and stand that team down.
 */
public final class AlertAccess {
  private final AlertQueries queries;

  public AlertAccess(AlertQueries queries) {
    this.queries = queries;
  }

  /**
   * For what only who is responsible for the alert may do, and see.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  AlertPlace requireAlert(Caller caller, AlertReference reference) {
    AlertPlace place = findPlace(caller, reference);
    Scope.require(caller, place.jurisdiction());
    return place;
  }

  /**
   * As the caller may see it, with the tasks that the caller may see.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  AlertView requireView(Caller caller, AlertReference reference) {
    AlertPlace place = findPlace(caller, reference);
    if (!caller.covers(place.jurisdiction())) {
      requireGuest(caller, place);
    }
    return seenBy(
        caller,
        queries.findAlert(place.alertId()).orElseThrow(() -> ProblemException.notFound("alert")));
  }

  /** Of an alert that the caller may see. */
  static AlertView seenBy(Caller caller, AlertView alert) {
    return caller.covers(alert.jurisdiction()) ? alert : alert.forGuest(scope(caller));
  }

  /**
   * For whoever leads the alert, not for the team.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  TaskPlace requireTask(Caller caller, UUID taskId) {
    TaskPlace task = findTask(taskId);
    requireAlert(caller, new AlertReference.ById(task.alertId()));
    return task;
  }

  /**
   * For whoever leads the alert, and for whoever is responsible for the team.
   *
   * @throws ProblemException {@code not-found} or {@code out-of-scope}
   */
  TaskPlace requireTaskOrTeam(Caller caller, UUID taskId) {
    TaskPlace task = findTask(taskId);
    JurisdictionCode team = task.calledFrom();
    if (team == null || !caller.covers(team)) {
      requireAlert(caller, new AlertReference.ById(task.alertId()));
    }
    return task;
  }

  private TaskPlace findTask(UUID taskId) {
    return queries.findTask(taskId).orElseThrow(() -> ProblemException.notFound("task"));
  }

  /** A number means the newest alert of that number that the caller may see, and no other. */
  private AlertPlace findPlace(Caller caller, AlertReference reference) {
    Optional<AlertPlace> found =
        switch (reference) {
          case AlertReference.ById(UUID id) -> queries.findPlace(id);
          case AlertReference.ByNumber(int number) -> queries.findPlace(number, scope(caller));
        };
    return found.orElseThrow(() -> ProblemException.notFound("alert"));
  }

  private void requireGuest(Caller caller, AlertPlace place) {
    if (!queries.isGuest(scope(caller), place.alertId())) {
      throw new ProblemException(ProblemType.OUT_OF_SCOPE);
    }
  }

  private static JurisdictionCode scope(Caller caller) {
    return Scope.within(caller, null);
  }
}
