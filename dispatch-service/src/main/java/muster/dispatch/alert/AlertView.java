package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.Severity;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the API shows it.
 *
 * @param number what it is called on the radio; null of one that ended before there were numbers
 * @param exercise true of an exercise, else absent
 * @param category and {@code teamsNeeded}: as they are now
 * @param reopenedAt when it was opened again last; null of one that never was
 * @param tasks in the order in which the teams were called first; absent where they are not asked
 *     for
 * @param peopleComing who have said that they come, of the teams that are in, are there or have
 *     done their part
 * @param unstaffedTeams of the teams that come, those of which all members have gone off duty
 * @param shortfalls why the latest wave has fewer teams than it asked for
 * @param times when the first team did what, by which the response is judged, with {@code endedAt}
 * @param outcome only of a resolved alert
 * @param note the resolution's note or the cancellation's reason
 * @param detailsVersion grows with each change of the details or the terms: the ETag; null of one
 *     that nothing has happened to since there are such versions
 * @param version grows with each event
 */
public record AlertView(
    UUID id,
    @Nullable Integer number,
    @Nullable Boolean exercise,
    AlertStatus status,
    Category category,
    Severity severity,
    String headline,
    String description,
    PlaceView location,
    String address,
    JurisdictionCode jurisdiction,
    @Nullable JurisdictionCode escalatedTo,
    int teamsNeeded,
    int peopleComing,
    int unstaffedTeams,
    Instant issuedAt,
    String issuedBy,
    @Nullable Instant reopenedAt,
    AlertOrigin origin,
    int wave,
    @Nullable Instant coveredAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    @Nullable String note,
    Duration responseTarget,
    @Nullable ResponseTimes times,
    @Nullable List<TaskView> tasks,
    List<Shortfall> shortfalls,
    @Nullable Integer detailsVersion,
    long version) {

  public AlertView {
    tasks = tasks == null ? null : List.copyOf(tasks);
    shortfalls = List.copyOf(shortfalls);
  }

  public static AlertView of(AlertState.Issued alert) {
    AlertIssued issued = alert.issued();
    AlertDetails details = alert.details();
    Ended ended =
        switch (alert) {
          case AlertState.Running running -> new Ended(null, null, null);
          case AlertState.Ended over -> Ended.of(over.ending());
        };
    return new AlertView(
        issued.alertId(),
        issued.number(),
        issued.exercise(),
        alert.status(),
        issued.category(),
        details.severity(),
        details.headline(),
        details.description(),
        PlaceView.of(details.location()),
        details.address(),
        issued.jurisdiction(),
        alert.escalatedTo(),
        issued.terms().teamsNeeded(),
        alert.peopleComing().size(),
        alert.listTasks(task -> task.unstaffedAt() != null).size(),
        issued.at(),
        issued.by(),
        alert.opening().nth() == 1 ? null : alert.opening().at(),
        issued.origin(),
        alert.wave(),
        alert.coveredAt(),
        ended.at(),
        ended.outcome(),
        ended.note(),
        issued.terms().responseTarget(),
        alert.times(),
        alert.tasks().values().stream().map(task -> TaskView.of(issued.alertId(), task)).toList(),
        alert.shortfalls(),
        alert.detailsVersion(),
        alert.version());
  }

  /** For who knows the tasks, or asks for them page by page: a large call-out has hundreds. */
  public AlertView withoutTasks() {
    return withTasks(null);
  }

  public AlertView withTasks(@Nullable List<TaskView> others) {
    return new AlertView(
        id,
        number,
        exercise,
        status,
        category,
        severity,
        headline,
        description,
        location,
        address,
        jurisdiction,
        escalatedTo,
        teamsNeeded,
        peopleComing,
        unstaffedTeams,
        issuedAt,
        issuedBy,
        reopenedAt,
        origin,
        wave,
        coveredAt,
        endedAt,
        outcome,
        note,
        responseTarget,
        times,
        others,
        shortfalls,
        detailsVersion,
        version);
  }

  private record Ended(@Nullable Instant at, @Nullable Outcome outcome, @Nullable String note) {
    static Ended of(Ending ending) {
      return switch (ending) {
        case Ending.Resolved resolved ->
            new Ended(resolved.at(), resolved.outcome(), resolved.note());
        case Ending.Cancelled cancelled -> new Ended(cancelled.at(), null, cancelled.reason());
        case Ending.Expired expired -> new Ended(expired.at(), null, null);
      };
    }
  }
}
