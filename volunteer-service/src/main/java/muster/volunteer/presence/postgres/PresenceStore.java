package muster.volunteer.presence.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Rows;
import muster.volunteer.journal.Transactions;
import muster.volunteer.presence.Presence;
import muster.volunteer.presence.PresenceReport;
import muster.volunteer.presence.PresenceRules;
import muster.volunteer.presence.PresenceRules.Decision;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Presence, saved with its events in one transaction that holds the row of each volunteer. */
public final class PresenceStore {
  private static final int SWEEP_ROWS = 500;

  private final JdbcTemplate jdbc;
  private final Rows rows;
  private final Transactions transactions;
  private final Journal journal;
  private final PersonalDataReads reads;
  private final PresenceRules rules;
  private final Clock clock;

  public PresenceStore(
      JdbcTemplate jdbc,
      Transactions transactions,
      Journal journal,
      PersonalDataReads reads,
      PresenceRules rules,
      Clock clock) {
    this.jdbc = jdbc;
    this.rows = new Rows(jdbc);
    this.transactions = transactions;
    this.journal = journal;
    this.reads = reads;
    this.rules = rules;
    this.clock = clock;
  }

  private record Registered(String id, @Nullable String subject, JurisdictionCode jurisdiction) {}

  public Outcome<Presence> read(Caller caller, String volunteerId) {
    return transactions.run(
        () ->
            mayRead(caller, volunteerId, registered(List.of(volunteerId)).get(volunteerId))
                .then(
                    registered -> {
                      Presence presence =
                          fetch(
                                  "select * from presence where volunteer_id = any (?)",
                                  List.of(volunteerId))
                              .getOrDefault(volunteerId, Presence.neverReported(volunteerId));
                      reads.record(
                          caller,
                          List.of(
                              new PersonalDataReads.Shown(
                                  volunteerId,
                                  presence.position() == null
                                      ? List.of("onDuty")
                                      : List.of("onDuty", "location"))));
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
    return transactions.run(
        () -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          List<String> ids = reports.stream().map(PresenceReport::volunteerId).toList();
          Map<String, Registered> registered = registered(ids);
          List<Outcome<Registered>> permissions =
              reports.stream()
                  .map(
                      report ->
                          mayReport(
                              caller, report.volunteerId(), registered.get(report.volunteerId())))
                  .toList();
          Map<String, Presence> current = lock(permissions);
          List<Outcome<Saved<Presence>>> outcomes = new ArrayList<>();
          List<Decision.Change> changes = new ArrayList<>();
          for (int i = 0; i < reports.size(); i++) {
            PresenceReport report = reports.get(i);
            outcomes.add(
                permissions
                    .get(i)
                    .then(
                        permitted -> {
                          Presence before =
                              current.getOrDefault(
                                  permitted.id(), Presence.neverReported(permitted.id()));
                          return switch (rules.decide(before, report, now, pace)) {
                            case Decision.Change change -> {
                              changes.add(change);
                              yield new Outcome.Done<>(
                                  new Saved<>(Saved.Effect.CHANGED, change.next()));
                            }
                            case Decision.Nothing() ->
                                new Outcome.Done<>(new Saved<>(Saved.Effect.UNCHANGED, before));
                            case Decision.TooSoon(var retryAfter) ->
                                new Outcome.Refused<>(new Rejection.TooSoon(retryAfter));
                          };
                        }));
          }
          write(changes);
          return outcomes;
        });
  }

  /** In transactions of bounded size; several instances may do it at once. */
  public void takeSilentOffDuty(Duration silence) {
    boolean more = true;
    while (more) {
      more = transactions.run(() -> takeSomeOffDuty(silence)) == SWEEP_ROWS;
    }
  }

  private int takeSomeOffDuty(Duration silence) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Presence> silent =
        jdbc.query(
            """
            select * from presence where on_duty and reported_at <= ?
            order by volunteer_id limit ? for update skip locked
            """,
            (row, number) -> read(row),
            Timestamp.from(now.minus(silence)),
            SWEEP_ROWS);
    write(silent.stream().map(presence -> rules.takeOffDuty(presence, now)).toList());
    return silent.size();
  }

  private void write(List<Decision.Change> changes) {
    rows.update(
        """
        update presence
        set on_duty = ?, latitude = ?, longitude = ?, accuracy_meters = ?, position_at = ?,
            reported_at = ?, version = ?, duty_changes = ?
        where volunteer_id = ?
        """,
        changes.stream().map(Decision.Change::next).toList(),
        PresenceStore::bind);
    journal.write(changes.stream().flatMap(this::records).toList());
  }

  private static Outcome<Registered> mayRead(
      Caller caller, String id, @Nullable Registered volunteer) {
    if (volunteer == null) {
      return new Outcome.Refused<>(
          Access.ofReaders(caller).orElse(new Rejection.Unknown("volunteer", id)));
    }
    if (caller.subject().equals(volunteer.subject())) {
      return new Outcome.Done<>(volunteer);
    }
    return permit(
        volunteer,
        Access.ofReaders(caller).or(() -> Access.within(caller, volunteer.jurisdiction())));
  }

  private static Outcome<Registered> mayReport(
      Caller caller, String id, @Nullable Registered volunteer) {
    if (volunteer == null) {
      return new Outcome.Refused<>(
          Access.ofWriters(caller).orElse(new Rejection.Unknown("volunteer", id)));
    }
    if (caller.hasAny(Role.VOLUNTEER, Role.CAPTAIN)
        && caller.subject().equals(volunteer.subject())) {
      return new Outcome.Done<>(volunteer);
    }
    return permit(
        volunteer,
        Access.ofWriters(caller)
            .map(reason -> (Rejection) new Rejection.NotAllowed("this is not your own presence"))
            .or(() -> Access.within(caller, volunteer.jurisdiction())));
  }

  private static Outcome<Registered> permit(Registered volunteer, Optional<Rejection> refusal) {
    return refusal
        .<Outcome<Registered>>map(Outcome.Refused::new)
        .orElseGet(() -> new Outcome.Done<>(volunteer));
  }

  private Map<String, Registered> registered(List<String> ids) {
    return rows
        .query(
            "select id, subject, jurisdiction from volunteers where id = any (?)",
            ids,
            (row, number) ->
                new Registered(
                    row.getString(1), row.getString(2), new JurisdictionCode(row.getString(3))))
        .stream()
        .collect(Collectors.toMap(Registered::id, Function.identity()));
  }

  /** Those who report for the first time get a row first: only what exists can be locked. */
  private Map<String, Presence> lock(List<Outcome<Registered>> permissions) {
    List<String> ids =
        permissions.stream()
            .flatMap(
                permission ->
                    permission instanceof Outcome.Done<Registered>(var volunteer)
                        ? Stream.of(volunteer.id())
                        : Stream.of())
            .sorted()
            .toList();
    rows.update(
        """
        insert into presence (volunteer_id, on_duty, reported_at, version, duty_changes)
        values (?, false, 'epoch', 0, 0)
        on conflict (volunteer_id) do nothing
        """,
        ids,
        (statement, id) -> statement.setString(1, id));
    return fetch(
        "select * from presence where volunteer_id = any (?) order by volunteer_id for update",
        ids);
  }

  private Stream<OutboxRecord> records(Decision.Change change) {
    Presence next = change.next();
    Presence.Position position = next.position();
    OutboxRecord snapshot =
        journal.event(
            new PresenceSnapshot(
                next.volunteerId(),
                next.reportedAt(),
                next.version(),
                next.onDuty(),
                position == null ? null : position.point(),
                position == null ? null : position.accuracyMeters(),
                position == null ? null : position.at()),
            next.version());
    if (!change.dutyChanged()) {
      return Stream.of(snapshot);
    }
    VolunteerEvent event =
        next.onDuty()
            ? new VolunteerEvent.WentOnDuty(next.volunteerId(), next.reportedAt())
            : new VolunteerEvent.WentOffDuty(next.volunteerId(), next.reportedAt());
    // volunteer.registered was the first event of this volunteer.
    return Stream.of(journal.event(event, 1 + next.dutyChanges()), snapshot);
  }

  private Map<String, Presence> fetch(String sql, List<String> ids) {
    return rows.query(sql, ids, (row, number) -> read(row)).stream()
        .collect(Collectors.toMap(Presence::volunteerId, Function.identity()));
  }

  private static void bind(PreparedStatement statement, Presence presence) throws SQLException {
    Presence.Position position = presence.position();
    statement.setBoolean(1, presence.onDuty());
    statement.setObject(2, position == null ? null : position.point().latitude(), Types.DOUBLE);
    statement.setObject(3, position == null ? null : position.point().longitude(), Types.DOUBLE);
    statement.setObject(4, position == null ? null : position.accuracyMeters(), Types.DOUBLE);
    statement.setTimestamp(5, position == null ? null : Timestamp.from(position.at()));
    statement.setTimestamp(6, Timestamp.from(presence.reportedAt()));
    statement.setLong(7, presence.version());
    statement.setLong(8, presence.dutyChanges());
    statement.setString(9, presence.volunteerId());
  }

  private static Presence read(ResultSet row) throws SQLException {
    Timestamp positionAt = row.getTimestamp("position_at");
    Double accuracy = row.getObject("accuracy_meters", Double.class);
    return new Presence(
        row.getString("volunteer_id"),
        row.getBoolean("on_duty"),
        positionAt == null
            ? null
            : new Presence.Position(
                new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                accuracy,
                positionAt.toInstant()),
        row.getTimestamp("reported_at").toInstant(),
        row.getLong("version"),
        row.getLong("duty_changes"));
  }
}
