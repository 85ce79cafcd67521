package muster.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.VolunteerEvent;
import muster.contracts.volunteer.VolunteerEvent.TeamOfVolunteer;
import org.jspecify.annotations.Nullable;

/** What happens to a report, an alarm, a team or a volunteer, as its service would write it. */
public final class Desk {
  private final String source;
  private long version;

  private Desk(String source) {
    this.source = source;
  }

  /** A report with what becomes of it. */
  public static final class Report {
    public final UUID id = UUID.randomUUID();
    private final JurisdictionCode place;
    private final @Nullable JurisdictionCode said;
    private final Desk desk = new Desk("/report-service");

    public Report(String jurisdiction) {
      this(jurisdiction, true);
    }

    private Report(String jurisdiction, boolean saysWhere) {
      place = new JurisdictionCode(jurisdiction);
      said = saysWhere ? place : null;
    }

    /** Written before events said where the report is. */
    public static Report ofOld(String jurisdiction) {
      return new Report(jurisdiction, false);
    }

    public EventEnvelope<? extends Event> submitted(String text) {
      return desk.next(
          new ReportEvent.ReportSubmitted(
              id, Instant.now(), "r-1", Category.FIRE_HAZARD, text, null, "", place));
    }

    public EventEnvelope<? extends Event> clue(UUID alertId) {
      return desk.next(
          new ReportEvent.ClueSubmitted(
              id, Instant.now(), "r-1", alertId, "a green coat", null, said));
    }

    public EventEnvelope<? extends Event> linked(UUID alertId) {
      return desk.next(
          new ReportEvent.ReportLinked(
              id, Instant.now(), "o-1", alertId, "r-1", "smoke", null, said));
    }

    public EventEnvelope<? extends Event> added(String text) {
      return desk.next(
          new ReportEvent.ReportAddedTo(
              id, Instant.now(), "r-1", UUID.randomUUID(), text, null, null, said));
    }

    public EventEnvelope<? extends Event> answered(String answer) {
      return desk.next(new ReportEvent.ReportAnswered(id, Instant.now(), "o-1", answer, said));
    }

    public EventEnvelope<? extends Event> withdrawn() {
      return desk.next(
          new ReportEvent.ReportWithdrawn(id, Instant.now(), "r-1", "found it", null, said));
    }
  }

  /** An alarm with what becomes of it. */
  public static final class Alarm {
    private static final String SUBJECT = "dispatch-service.reports";

    public final String id;
    private final AlarmCondition condition;
    private final String subject;
    private final @Nullable UUID alertId;
    private final @Nullable JurisdictionCode place;
    private final Desk desk = new Desk("/dispatch-service");

    /** Of some alert. */
    public Alarm(String jurisdiction) {
      this(jurisdiction, UUID.randomUUID());
    }

    public Alarm(String jurisdiction, UUID alertId) {
      this(AlarmCondition.NOBODY_REACHED, alertId.toString(), alertId, jurisdiction);
    }

    private Alarm(
        AlarmCondition condition,
        String subject,
        @Nullable UUID alertId,
        @Nullable String jurisdiction) {
      this.id = condition + ":" + subject + ":" + UUID.randomUUID();
      this.condition = condition;
      this.subject = subject;
      this.alertId = alertId;
      this.place = jurisdiction == null ? null : new JurisdictionCode(jurisdiction);
    }

    /** About the system, and nobody's jurisdiction. */
    public static Alarm ofSystem() {
      return new Alarm(AlarmCondition.CONSUMER_LAGS, SUBJECT, null, null);
    }

    public EventEnvelope<? extends Event> raised() {
      Instant now = Instant.now();
      return desk.next(
          new AlarmEvent.AlarmRaised(
              id, now, condition, subject, alertId, null, place, AlarmPriority.HIGH, null, now));
    }

    public EventEnvelope<? extends Event> acknowledged() {
      return desk.next(
          new AlarmEvent.AlarmAcknowledged(
              id, Instant.now(), condition, subject, alertId, null, place, "o-1", "Zhang"));
    }

    public EventEnvelope<? extends Event> gone() {
      return desk.next(
          new AlarmEvent.AlarmGone(id, Instant.now(), condition, subject, alertId, null, place));
    }
  }

  /** A team with what becomes of it. */
  public static final class Team {
    public final String id = Names.team();
    private JurisdictionCode place;
    private final Desk desk = new Desk("/volunteer-service");

    public Team(String jurisdiction) {
      place = new JurisdictionCode(jurisdiction);
    }

    public EventEnvelope<? extends Event> registered() {
      return desk.next(new VolunteerEvent.TeamRegistered(id, Instant.now(), "一队", place));
    }

    public EventEnvelope<? extends Event> changed(String name) {
      return desk.next(new VolunteerEvent.TeamChanged(id, Instant.now(), name, place));
    }

    public EventEnvelope<? extends Event> movedTo(String jurisdiction) {
      JurisdictionCode from = place;
      place = new JurisdictionCode(jurisdiction);
      return desk.next(new VolunteerEvent.TeamChanged(id, Instant.now(), "一队", place, from));
    }

    public EventEnvelope<? extends Event> disbanded() {
      return desk.next(new VolunteerEvent.TeamDisbanded(id, Instant.now(), place));
    }

    TeamOfVolunteer asOneOfSomebody() {
      return new TeamOfVolunteer(id, place);
    }
  }

  /** A volunteer with what becomes of them. */
  public static final class Volunteer {
    public final String id = Names.volunteer();
    private final JurisdictionCode home;
    private final Desk desk = new Desk("/volunteer-service");

    public Volunteer(String jurisdiction) {
      home = new JurisdictionCode(jurisdiction);
    }

    public EventEnvelope<? extends Event> registered() {
      return desk.next(new VolunteerEvent.VolunteerRegistered(id, Instant.now(), home));
    }

    public EventEnvelope<? extends Event> onDuty(Team... teams) {
      return desk.next(new VolunteerEvent.WentOnDuty(id, Instant.now(), of(teams)));
    }

    public EventEnvelope<? extends Event> offDuty(Team... teams) {
      return desk.next(new VolunteerEvent.WentOffDuty(id, Instant.now(), of(teams)));
    }

    /** Written before events said in which teams. */
    public EventEnvelope<? extends Event> onDutyOfOld() {
      return desk.next(new VolunteerEvent.WentOnDuty(id, Instant.now()));
    }

    public EventEnvelope<? extends Event> erased() {
      return desk.next(new VolunteerEvent.VolunteerErased(id, Instant.now(), home));
    }

    private static List<TeamOfVolunteer> of(Team... teams) {
      return Arrays.stream(teams).map(Team::asOneOfSomebody).toList();
    }
  }

  private EventEnvelope<? extends Event> next(Event event) {
    return new EventEnvelope<>(UUID.randomUUID(), source, ++version, null, event);
  }
}
