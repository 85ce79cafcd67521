package muster.volunteer.presence.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.people.command.PresenceErasure;
import muster.volunteer.people.command.RegisteredVolunteers;
import muster.volunteer.presence.Presence;
import muster.volunteer.presence.PresenceAccess;
import muster.volunteer.presence.PresenceReport;
import muster.volunteer.presence.PresenceRules;
import muster.volunteer.presence.PresenceRules.Decision;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.Saved;

/**
 * Reads presence, which is recorded, and saves it with its events in one transaction that holds the
 * row of each volunteer's presence.
 */
public final class PresenceCommands implements PresenceErasure {
  private static final int SWEEP_ROWS = 500;

  /** Version of volunteer.registered, the first event of each volunteer. */
  private static final long REGISTERED = 1;

  private final PresenceTable table;
  private final RegisteredVolunteers volunteers;
  private final PersonalDataReads reads;
  private final PresenceRules rules;
  private final RegistryChanges audit;
  private final Transactions transactions;
  private final EventOutbox outbox;
  private final Clock clock;

  public PresenceCommands(
      PresenceTable table,
      RegisteredVolunteers volunteers,
      PersonalDataReads reads,
      PresenceRules rules,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    this.table = table;
    this.volunteers = volunteers;
    this.reads = reads;
    this.rules = rules;
    this.audit = audit;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  public Outcome<Presence> read(Caller caller, String volunteerId) {
    return transactions.run(
        () ->
            PresenceAccess.mayRead(
                    caller,
                    volunteerId,
                    volunteers.registered(List.of(volunteerId)).get(volunteerId))
                .then(
                    permitted -> {
                      Presence presence =
                          table
                              .find(volunteerId)
                              .orElseGet(() -> Presence.neverReported(volunteerId));
                      List<String> fields =
                          presence.position() == null
                              ? List.of("onDuty")
                              : List.of("onDuty", "location");
                      reads.record(
                          caller, List.of(new PersonalDataReads.Shown(volunteerId, fields)));
                      return new Outcome.Done<>(presence);
                    }));
  }

  public Outcome<Saved<Presence>> report(
      Caller caller, PresenceReport report, PresenceRules.Pace pace) {
    return reportAll(caller, List.of(report), pace).getFirst();
  }

  /**
   * In one transaction; a report that is refused changes nothing and does not keep the others back.
   *
   * @param reports each volunteer at most once
   * @return in the order of the reports
   */
  public List<Outcome<Saved<Presence>>> reportAll(
      Caller caller, List<PresenceReport> reports, PresenceRules.Pace pace) {
    return transactions.runAll(
        reports.size(),
        () -> {
          Instant now = now();
          Map<String, RegisteredVolunteer> registered =
              volunteers.registered(reports.stream().map(PresenceReport::volunteerId).toList());
          List<Outcome<RegisteredVolunteer>> permissions =
              reports.stream()
                  .map(
                      report ->
                          PresenceAccess.mayReport(
                              caller, report.volunteerId(), registered.get(report.volunteerId())))
                  .toList();
          Map<String, Presence> current = table.lock(permitted(permissions));
          List<Outcome<Saved<Presence>>> outcomes = new ArrayList<>();
          List<Decision.Change> changes = new ArrayList<>();
          List<RegistryChanges.Change> byOthers = new ArrayList<>();
          for (int i = 0; i < reports.size(); i++) {
            PresenceReport report = reports.get(i);
            outcomes.add(
                permissions
                    .get(i)
                    .then(
                        permitted -> {
                          Presence before = current.get(permitted.id());
                          if (before == null) { // erased meanwhile
                            return new Outcome.Refused<>(
                                new Rejection.Unknown("volunteer", permitted.id()));
                          }
                          return switch (rules.decide(before, report, now, pace)) {
                            case Decision.Change change -> {
                              changes.add(change);
                              if (!caller.subject().equals(permitted.subject())) {
                                byOthers.add(saidByAnother(change));
                              }
                              yield new Outcome.Done<>(
                                  new Saved<>(Saved.Effect.CHANGED, change.next()));
                            }
                            case Decision.Nothing() ->
                                new Outcome.Done<>(new Saved<>(Saved.Effect.UNCHANGED, before));
                            case Decision.TooSoon(var retryAfter) ->
                                new Outcome.Refused<>(new Rejection.TooSoon(retryAfter));
                            case Decision.NotYet() ->
                                new Outcome.Refused<>(
                                    Rejection.Invalid.of(
                                        "positionAt", "must be at most 2 minutes from now"));
                          };
                        }));
          }
          write(changes);
          audit.record(caller, byOthers);
          return outcomes;
        });
  }

  @Override
  public PresenceErasure.Ended erase(String volunteerId, Instant now) {
    Presence last = table.remove(volunteerId).orElseGet(() -> Presence.neverReported(volunteerId));
    long version = last.version() + 1;
    long lastEvent = REGISTERED + last.dutyChanges();
    List<OutboxRecord> records = new ArrayList<>();
    if (last.onDuty()) {
      lastEvent++;
      // Who is erased has left all teams before.
      records.add(
          outbox.event(new VolunteerEvent.WentOffDuty(volunteerId, now, List.of()), lastEvent));
    }
    records.add(outbox.tombstone(PresenceSnapshot.class, volunteerId, now, version));
    outbox.append(records);
    return new PresenceErasure.Ended(version, lastEvent);
  }

  /** In transactions of bounded size; several instances may do it at once. */
  public void takeSilentOffDuty(Duration silence) {
    boolean more = true;
    while (more) {
      more = transactions.run(() -> takeSomeOffDuty(silence)) == SWEEP_ROWS;
    }
  }

  private int takeSomeOffDuty(Duration silence) {
    Instant now = now();
    List<Presence> silent = table.lockSilent(now.minus(silence), SWEEP_ROWS);
    write(silent.stream().map(presence -> rules.takeOffDuty(presence, now)).toList());
    return silent.size();
  }

  private static RegistryChanges.Change saidByAnother(Decision.Change change) {
    return new RegistryChanges.Change(
        RegistryChanges.Kind.PRESENCE,
        change.next().volunteerId(),
        !change.dutyChanged()
            ? RegistryChanges.Action.POSITION
            : change.next().onDuty()
                ? RegistryChanges.Action.ON_DUTY
                : RegistryChanges.Action.OFF_DUTY);
  }

  private void write(List<Decision.Change> changes) {
    table.write(changes.stream().map(Decision.Change::next).toList());
    Map<String, List<VolunteerEvent.TeamOfVolunteer>> teams =
        table.teamsOf(
            changes.stream()
                .filter(Decision.Change::dutyChanged)
                .map(change -> change.next().volunteerId())
                .toList());
    outbox.append(
        changes.stream()
            .flatMap(
                change ->
                    records(change, teams.getOrDefault(change.next().volunteerId(), List.of())))
            .toList());
  }

  private static List<String> permitted(List<Outcome<RegisteredVolunteer>> permissions) {
    return permissions.stream()
        .flatMap(
            permission ->
                permission instanceof Outcome.Done<RegisteredVolunteer>(var volunteer)
                    ? Stream.of(volunteer.id())
                    : Stream.of())
        .toList();
  }

  private Stream<OutboxRecord> records(
      Decision.Change change, List<VolunteerEvent.TeamOfVolunteer> teams) {
    Presence next = change.next();
    OutboxRecord snapshot = outbox.event(next.snapshot(), next.version());
    if (!change.dutyChanged()) {
      return Stream.of(snapshot);
    }
    VolunteerEvent event =
        next.onDuty()
            ? new VolunteerEvent.WentOnDuty(next.volunteerId(), next.reportedAt(), teams)
            : new VolunteerEvent.WentOffDuty(next.volunteerId(), next.reportedAt(), teams);
    return Stream.of(outbox.event(event, REGISTERED + next.dutyChanges()), snapshot);
  }

  /** As exact as the database keeps it, so that an answer and a later reading are the same. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
