package muster.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import org.jspecify.annotations.Nullable;

/** Events of one alert, as dispatch-service would write them. */
public final class Incident {
  public static final GeoPoint XIZHU = new GeoPoint(34.29, 117.38);

  public final UUID alertId = UUID.randomUUID();
  private final JurisdictionCode jurisdiction;
  private final List<EventEnvelope<DispatchEvent>> events = new ArrayList<>();
  private Instant now;
  private @Nullable Integer number;
  private boolean exercise;
  private long version;

  public Incident(String jurisdiction) {
    this(jurisdiction, Instant.now());
  }

  public Incident(String jurisdiction, Instant now) {
    this.jurisdiction = new JurisdictionCode(jurisdiction);
    this.now = now;
  }

  /** What has happened since the last call. */
  public List<EventEnvelope<DispatchEvent>> events() {
    List<EventEnvelope<DispatchEvent>> all = List.copyOf(events);
    events.clear();
    return all;
  }

  public boolean hasNoEvents() {
    return events.isEmpty();
  }

  /** The oldest that has happened since and was not asked for yet. */
  public EventEnvelope<DispatchEvent> nextEvent() {
    return events.removeFirst();
  }

  public Incident happens(DispatchEvent event) {
    events.add(new EventEnvelope<>(UUID.randomUUID(), "/dispatch-service", ++version, null, event));
    now = now.plusMillis(1);
    return this;
  }

  public Incident numbered(int given) {
    number = given;
    return this;
  }

  public Incident asAnExercise() {
    exercise = true;
    return this;
  }

  public Incident helpAsked(UUID taskId, String teamId, String by) {
    return happens(
        new DispatchEvent.TaskHelpAsked(
            alertId, now, taskId, teamId, by, DispatchEvent.TaskHelpAsked.Kind.DANGER, "knife"));
  }

  public Incident issued() {
    return happens(
        new DispatchEvent.AlertIssued(
            alertId,
            now,
            "dispatcher-1",
            AlertOrigin.commandCenter(),
            Category.THEFT,
            details("e-bike stolen"),
            jurisdiction,
            terms(),
            number,
            exercise ? true : null));
  }

  public Incident updated(String headline) {
    return happens(new DispatchEvent.AlertUpdated(alertId, now, "dispatcher-1", details(headline)));
  }

  public Incident offered(UUID taskId, String teamId) {
    return offered(taskId, teamId, null);
  }

  /** For the how-many-eth time; null for the first. */
  public Incident offered(UUID taskId, String teamId, @Nullable Integer call) {
    return offered(taskId, teamId, call, null);
  }

  /** To a team that belongs there. */
  public Incident offeredTo(UUID taskId, String teamId, String teamJurisdiction) {
    return offered(taskId, teamId, null, new JurisdictionCode(teamJurisdiction));
  }

  private Incident offered(
      UUID taskId,
      String teamId,
      @Nullable Integer call,
      @Nullable JurisdictionCode teamJurisdiction) {
    return happens(
        new DispatchEvent.TaskOffered(
            alertId,
            now,
            taskId,
            teamId,
            "Team " + teamId,
            1,
            new PickReason(120, 52, PickReason.From.POSITION, 3L, 2, 1),
            now.plusSeconds(60),
            null,
            call,
            null,
            teamJurisdiction));
  }

  /** In the app, by an account that is named like the volunteer. */
  public Incident answered(
      UUID taskId,
      String teamId,
      String volunteerId,
      DispatchEvent.MemberAnswered.Answer answer,
      @Nullable Integer etaSeconds) {
    return answered(
        taskId,
        teamId,
        volunteerId,
        volunteerId,
        answer,
        etaSeconds,
        DispatchEvent.MemberAnswered.Said.APP);
  }

  public Incident answered(
      UUID taskId,
      String teamId,
      String volunteerId,
      String by,
      DispatchEvent.MemberAnswered.Answer answer,
      @Nullable Integer etaSeconds,
      DispatchEvent.MemberAnswered.Said said) {
    return happens(
        new DispatchEvent.MemberAnswered(
            alertId, now, taskId, teamId, volunteerId, by, answer, etaSeconds, said, null));
  }

  public Incident acknowledged(UUID taskId, String teamId, String by) {
    return happens(new DispatchEvent.TaskAcknowledged(alertId, now, taskId, teamId, by, 60));
  }

  public Incident standby(UUID taskId, String teamId, String by, int rank) {
    return happens(
        new DispatchEvent.TaskPutOnStandby(alertId, now, taskId, teamId, by, rank, null));
  }

  public Incident declined(UUID taskId, String teamId, String by) {
    return happens(new DispatchEvent.TaskDeclined(alertId, now, taskId, teamId, by, "at work"));
  }

  public Incident stoodDown(UUID taskId, String teamId, DispatchEvent.TaskStoodDown.Cause cause) {
    return happens(new DispatchEvent.TaskStoodDown(alertId, now, taskId, teamId, cause));
  }

  public Incident released(UUID taskId, String teamId) {
    return happens(new DispatchEvent.TaskReleased(alertId, now, taskId, teamId));
  }

  public Incident answeredLate(UUID taskId, String teamId, String by) {
    return answeredLate(taskId, teamId, by, by, DispatchEvent.MemberAnswered.Said.APP);
  }

  public Incident answeredLate(
      UUID taskId,
      String teamId,
      String volunteerId,
      String by,
      DispatchEvent.MemberAnswered.Said said) {
    return happens(
        new DispatchEvent.TaskAnsweredLate(
            alertId,
            now,
            taskId,
            teamId,
            by,
            DispatchEvent.TaskAnsweredLate.Answer.COMES,
            60,
            null,
            volunteerId,
            said,
            null));
  }

  public Incident becomes(Category category) {
    return happens(new DispatchEvent.AlertChanged(alertId, now, "dispatcher-1", category, terms()));
  }

  public Incident note(String text) {
    return happens(new DispatchEvent.NoteAdded(alertId, now, "dispatcher-1", text));
  }

  public Incident reopened() {
    return happens(
        new DispatchEvent.AlertReopened(
            alertId,
            now,
            "dispatcher-1",
            null,
            Category.THEFT,
            jurisdiction,
            details("once more"),
            number,
            exercise ? true : null));
  }

  public Incident message(String text, UUID taskId, String teamId) {
    return message(text, taskId, teamId, null);
  }

  public Incident messageToWhoComes(String text, UUID taskId, String teamId) {
    return message(text, taskId, teamId, true);
  }

  private Incident message(String text, UUID taskId, String teamId, @Nullable Boolean forWhoComes) {
    return happens(
        new DispatchEvent.MessageSent(
            alertId,
            now,
            "dispatcher-1",
            text,
            List.of(new DispatchEvent.MessageSent.Recipient(taskId, teamId)),
            forWhoComes));
  }

  public Incident reminded(UUID taskId, String teamId) {
    return happens(new DispatchEvent.TaskReminded(alertId, now, taskId, teamId));
  }

  public Incident helpInHand(UUID taskId, String teamId) {
    return happens(
        new DispatchEvent.TaskHelpAcknowledged(alertId, now, taskId, teamId, "dispatcher-1", now));
  }

  public Incident escalated() {
    JurisdictionCode parent = jurisdiction.parent().orElseThrow();
    return happens(new DispatchEvent.AlertEscalated(alertId, now, jurisdiction, parent, 1));
  }

  public Incident toldAgain() {
    JurisdictionCode parent = jurisdiction.parent().orElseThrow();
    return happens(new DispatchEvent.EscalationToldAgain(alertId, now, parent, 1, null, 2));
  }

  public Incident accepted() {
    JurisdictionCode parent = jurisdiction.parent().orElseThrow();
    return happens(new DispatchEvent.EscalationAccepted(alertId, now, "dispatcher-2", parent));
  }

  public Incident covered(int teams) {
    return happens(new DispatchEvent.AlertCovered(alertId, now, teams));
  }

  public Incident clue(String text) {
    return happens(
        new DispatchEvent.ClueReceived(
            alertId, now, UUID.randomUUID(), "r-1", text, XIZHU, null, null));
  }

  public Incident resolved() {
    return happens(
        new DispatchEvent.AlertResolved(alertId, now, "dispatcher-1", Outcome.FOUND, null));
  }

  public Instant now() {
    return now;
  }

  public static EventEnvelope<TeamSnapshot> team(String teamId, long version, String... accounts) {
    List<TeamSnapshot.Member> members = new ArrayList<>();
    for (String account : accounts) {
      members.add(
          new TeamSnapshot.Member(
              account,
              account.startsWith("no-account") ? null : account,
              TeamSnapshot.Member.Role.MEMBER));
    }
    return envelope(
        version,
        new TeamSnapshot(
            teamId,
            Instant.now(),
            version,
            "Team " + teamId,
            new JurisdictionCode("320371003209"),
            XIZHU,
            Set.of(),
            members));
  }

  public static EventEnvelope<PresenceSnapshot> duty(
      String volunteerId, long version, boolean onDuty) {
    return envelope(
        version,
        new PresenceSnapshot(
            volunteerId,
            Instant.now(),
            version,
            onDuty,
            onDuty ? XIZHU : null,
            onDuty ? 10.0 : null,
            onDuty ? Instant.now() : null));
  }

  private static <E extends Event> EventEnvelope<E> envelope(long version, E event) {
    return new EventEnvelope<>(UUID.randomUUID(), "/volunteer-service", version, null, event);
  }

  private static AlertDetails details(String headline) {
    return new AlertDetails(Severity.MODERATE, headline, "黑色电动车,车牌苏C", XIZHU, "西贺村北口");
  }

  private static CallOutTerms terms() {
    return new CallOutTerms(
        2,
        1,
        5,
        2,
        3_000,
        2,
        3,
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        Set.of(),
        false);
  }
}
