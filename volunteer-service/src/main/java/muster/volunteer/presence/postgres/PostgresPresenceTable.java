package muster.volunteer.presence.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.VolunteerEvent;
import muster.volunteer.database.Rows;
import muster.volunteer.presence.Presence;
import muster.volunteer.presence.command.PresenceTable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Presence in PostgreSQL. */
public final class PostgresPresenceTable implements PresenceTable {
  private final JdbcTemplate jdbc;
  private final Rows rows;

  public PostgresPresenceTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.rows = new Rows(jdbc);
  }

  @Override
  public Optional<Presence> find(String volunteerId) {
    return Optional.ofNullable(
        fetch("select * from presence where volunteer_id = any (?)", List.of(volunteerId))
            .get(volunteerId));
  }

  /** Those who report for the first time get a row first: only what exists can be locked. */
  @Override
  public Map<String, Presence> lock(Collection<String> volunteerIds) {
    List<String> ids = volunteerIds.stream().sorted().toList();
    rows.update(
        """
        insert into presence (volunteer_id, on_duty, reported_at, version, duty_changes)
        values (?, false, 'epoch', 0, 0)
        on conflict (volunteer_id) do nothing
        """,
        ids,
        (statement, id) -> statement.setString(1, id));
    return lockReported(ids);
  }

  @Override
  public Map<String, Presence> lockReported(Collection<String> volunteerIds) {
    return fetch(
        "select * from presence where volunteer_id = any (?) order by volunteer_id for update",
        volunteerIds);
  }

  @Override
  public List<String> idsAfter(String volunteerId, int limit) {
    return jdbc.queryForList(
        """
        select volunteer_id from presence where volunteer_id > ? and version > 0
        order by volunteer_id limit ?
        """,
        String.class,
        volunteerId,
        limit);
  }

  @Override
  public Optional<Presence> remove(String volunteerId) {
    return rows
        .query(
            "delete from presence where volunteer_id = any (?) returning *",
            List.of(volunteerId),
            (row, number) -> read(row))
        .stream()
        .findFirst();
  }

  @Override
  public List<Presence> lockSilent(Instant lastHeard, int limit) {
    return jdbc.query(
        """
        select * from presence where on_duty and reported_at <= ?
        order by volunteer_id limit ? for update skip locked
        """,
        (row, number) -> read(row),
        Timestamp.from(lastHeard),
        limit);
  }

  @Override
  public Map<String, List<VolunteerEvent.TeamOfVolunteer>> teamsOf(
      Collection<String> volunteerIds) {
    record Membership(String volunteerId, VolunteerEvent.TeamOfVolunteer team) {}
    return rows
        .query(
            """
            select m.volunteer_id, t.id, t.jurisdiction
            from team_members m join teams t on t.id = m.team_id
            where m.volunteer_id = any (?) order by m.volunteer_id, t.id
            """,
            volunteerIds,
            (row, number) ->
                new Membership(
                    row.getString(1),
                    new VolunteerEvent.TeamOfVolunteer(
                        row.getString(2), new JurisdictionCode(row.getString(3)))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Membership::volunteerId,
                Collectors.mapping(Membership::team, Collectors.toList())));
  }

  @Override
  public void write(List<Presence> changes) {
    rows.update(
        """
        update presence
        set on_duty = ?, latitude = ?, longitude = ?, accuracy_meters = ?, position_at = ?,
            reported_at = ?, version = ?, duty_changes = ?, off_duty_by_word_version = ?
        where volunteer_id = ?
        """,
        changes,
        PostgresPresenceTable::bind);
  }

  private Map<String, Presence> fetch(String sql, Collection<String> ids) {
    return rows.queryByKey(sql, ids, (row, number) -> read(row));
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
    statement.setObject(9, presence.offDutyByWord() ? presence.version() : null, Types.BIGINT);
    statement.setString(10, presence.volunteerId());
  }

  private static Presence read(ResultSet row) throws SQLException {
    Timestamp positionAt = row.getTimestamp("position_at");
    boolean onDuty = row.getBoolean("on_duty");
    long version = row.getLong("version");
    Long saidVersion = row.getObject("off_duty_by_word_version", Long.class);
    Double accuracy = row.getObject("accuracy_meters", Double.class);
    return new Presence(
        row.getString("volunteer_id"),
        onDuty,
        !onDuty && saidVersion != null && saidVersion == version,
        positionAt == null
            ? null
            : new Presence.Position(
                new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                accuracy,
                positionAt.toInstant()),
        row.getTimestamp("reported_at").toInstant(),
        version,
        row.getLong("duty_changes"));
  }
}
