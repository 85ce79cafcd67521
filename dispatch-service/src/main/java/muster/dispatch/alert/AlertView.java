package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * @param guest true for a reader who is not responsible for the alert, but for a team that it has
 *     called: see {@link #forGuest}; else absent
 * @param category and what is needed: as they are now
 * @param teamsNeeded absent where people are needed
 * @param peopleNeeded absent where teams are needed
 * @param reopenedAt when it was opened again last; null of one that never was
 * @param lead who at the command center leads it; absent when nobody does, of an alert that is
 *     over, and for a guest
 * @param tasks in the order in which the teams were called first; absent where they are not asked
 *     for
 * @param teamsComing how many teams are in, on their way, there, or have done their part; 0 of one
 *     that nothing has happened to since this is counted
 * @param peopleComing who have said that they come, of the teams that are in, are there or have
 *     done their part
 * @param unstaffedTeams of the teams that come, those of which all members have gone off duty
 * @param escalation whether the parent jurisdiction, to which it was handed, has accepted it; null
 *     of one that was not handed on
 * @param openHelp what teams have asked for that nobody has taken in hand
 * @param shortfalls why the latest wave has fewer teams than it asked for
 * @param times when the first team did what, by which the response is judged, with {@code endedAt}
 * @param outcome only of a resolved alert
 * @param note the resolution's note or the cancellation's reason
 * @param notes what the command center has written down; only in the answer to who asks for this
 *     one alert and leads it, and absent where there are none
 * @param mergedInto the alert that it goes on in; only of a merged one
 * @param mergedIntoNumber what that one is called on the radio, if it has a number
 * @param nearby running alerts of the same category nearby when it was issued; only in the answer
 *     to issuing
 * @param detailsVersion grows with each change of the details or the terms: the ETag; null of one
 *     that nothing has happened to since there are such versions
 * @param version grows by one with each event, from 1: a stream's event of the alert is newer than
 *     this exactly if its version is greater
 */
public record AlertView(
    UUID id,
    @Nullable Integer number,
    @Nullable Boolean exercise,
    @Nullable Boolean guest,
    AlertStatus status,
    Category category,
    Severity severity,
    String headline,
    String description,
    PlaceView location,
    String address,
    JurisdictionCode jurisdiction,
    @Nullable JurisdictionCode escalatedTo,
    @Nullable Escalation escalation,
    @Nullable Integer teamsNeeded,
    @Nullable Integer peopleNeeded,
    int teamsComing,
    int peopleComing,
    int unstaffedTeams,
    Instant issuedAt,
    String issuedBy,
    @Nullable Instant reopenedAt,
    @Nullable Lead lead,
    AlertOrigin origin,
    int wave,
    @Nullable Instant coveredAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    @Nullable String note,
    @Nullable AlertNotes notes,
    @Nullable UUID mergedInto,
    @Nullable Integer mergedIntoNumber,
    @Nullable List<NearbyAlert> nearby,
    Duration responseTarget,
    @Nullable ResponseTimes times,
    @Nullable List<TaskView> tasks,
    List<OpenHelp> openHelp,
    List<Shortfall> shortfalls,
    @Nullable Integer detailsVersion,
    long version) {

  /** Views that were stored before there were open requests have none. */
  public AlertView {
    tasks = tasks == null ? null : List.copyOf(tasks);
    openHelp = openHelp == null ? List.of() : List.copyOf(openHelp);
    nearby = nearby == null ? null : List.copyOf(nearby);
    shortfalls = List.copyOf(shortfalls);
  }

  public static AlertView of(AlertState.Issued alert) {
    AlertIssued issued = alert.issued();
    AlertDetails details = alert.details();
    Ended ended =
        switch (alert) {
          case AlertState.Running running -> new Ended(null, null, null, null, null);
          case AlertState.Ended over -> Ended.of(over.ending());
        };
    return new AlertView(
        issued.alertId(),
        issued.number(),
        issued.exercise(),
        null,
        alert.status(),
        issued.category(),
        details.severity(),
        details.headline(),
        details.description(),
        PlaceView.of(details.location()),
        details.address(),
        issued.jurisdiction(),
        alert.escalatedTo(),
        alert.escalation(),
        issued.terms().peopleNeeded() == null ? issued.terms().teamsNeeded() : null,
        issued.terms().peopleNeeded(),
        alert.listTasks(task -> task.state().covers()).size(),
        alert.peopleComing().size(),
        alert.listTasks(task -> task.unstaffedAt() != null).size(),
        issued.at(),
        issued.by(),
        alert.opening().nth() == 1 ? null : alert.opening().at(),
        ended.at() == null ? alert.desk().lead() : null,
        issued.origin(),
        alert.wave(),
        alert.coveredAt(),
        ended.at(),
        ended.outcome(),
        ended.note(),
        null,
        ended.into(),
        ended.intoNumber(),
        null,
        issued.terms().responseTarget(),
        alert.times(),
        alert.tasks().values().stream()
            .map(task -> TaskView.of(issued, task, alert.version()))
            .toList(),
        OpenHelp.listOf(alert),
        alert.shortfalls(),
        alert.detailsVersion(),
        alert.version());
  }

  /** For who knows the tasks, or asks for them page by page: a large call-out has hundreds. */
  public AlertView withoutTasks() {
    return withTasks(null);
  }

  public AlertView withTasks(@Nullable List<TaskView> others) {
    return with(guest, lead, origin, notes, nearby, others, openHelp, shortfalls);
  }

  public AlertView withNearby(List<NearbyAlert> alerts) {
    return with(guest, lead, origin, notes, alerts, tasks, openHelp, shortfalls);
  }

  public AlertView withNotes(AlertNotes written) {
    return with(guest, lead, origin, written, nearby, tasks, openHelp, shortfalls);
  }

  /**
   * For whoever is responsible for teams that were called from elsewhere, and not for the alert:
   * what the called teams are told and what became of it, with the tasks of the own teams. Not
   * whose report it comes from, nor why others could not be called, nor what the command center has
   * written down for itself, nor who sits there.
   */
  public AlertView forGuest(JurisdictionCode scope) {
    List<TaskView> own =
        tasks == null ? null : tasks.stream().filter(task -> task.isOfTeamIn(scope)).toList();
    Set<UUID> ownTasks =
        own == null ? Set.of() : own.stream().map(TaskView::id).collect(Collectors.toSet());
    return with(
        true,
        null,
        new AlertOrigin(origin.kind(), null, origin.reportedAt()),
        null,
        null,
        own,
        openHelp.stream().filter(help -> ownTasks.contains(help.taskId())).toList(),
        List.of());
  }

  private AlertView with(
      @Nullable Boolean otherGuest,
      @Nullable Lead otherLead,
      AlertOrigin otherOrigin,
      @Nullable AlertNotes otherNotes,
      @Nullable List<NearbyAlert> otherNearby,
      @Nullable List<TaskView> otherTasks,
      List<OpenHelp> otherHelp,
      List<Shortfall> otherShortfalls) {
    return new AlertView(
        id,
        number,
        exercise,
        otherGuest,
        status,
        category,
        severity,
        headline,
        description,
        location,
        address,
        jurisdiction,
        escalatedTo,
        escalation,
        teamsNeeded,
        peopleNeeded,
        teamsComing,
        peopleComing,
        unstaffedTeams,
        issuedAt,
        issuedBy,
        reopenedAt,
        otherLead,
        otherOrigin,
        wave,
        coveredAt,
        endedAt,
        outcome,
        note,
        otherNotes,
        mergedInto,
        mergedIntoNumber,
        otherNearby,
        responseTarget,
        times,
        otherTasks,
        otherHelp,
        otherShortfalls,
        detailsVersion,
        version);
  }

  private record Ended(
      @Nullable Instant at,
      @Nullable Outcome outcome,
      @Nullable String note,
      @Nullable UUID into,
      @Nullable Integer intoNumber) {
    static Ended of(Ending ending) {
      return switch (ending) {
        case Ending.Resolved resolved ->
            new Ended(resolved.at(), resolved.outcome(), resolved.note(), null, null);
        case Ending.Cancelled cancelled ->
            new Ended(cancelled.at(), null, cancelled.reason(), null, null);
        case Ending.Expired expired -> new Ended(expired.at(), null, null, null, null);
        case Ending.Merged merged ->
            new Ended(merged.at(), null, null, merged.into(), merged.intoNumber());
      };
    }
  }
}
