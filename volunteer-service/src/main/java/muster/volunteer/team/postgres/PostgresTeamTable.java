package muster.volunteer.team.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.volunteer.database.Rows;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.Team;
import muster.volunteer.team.TeamFilter;
import muster.volunteer.team.command.TeamTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Teams and their members in PostgreSQL. */
public final class PostgresTeamTable implements TeamTable {
  private static final String ON_DUTY =
      """
      exists (
        select from team_members m join presence p on p.volunteer_id = m.volunteer_id
        where m.team_id = teams.id and p.on_duty)
      """;

  private final JdbcClient client;
  private final Rows rows;

  public PostgresTeamTable(JdbcTemplate jdbc) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
  }

  @Override
  public Optional<Team> find(String id) {
    return read("select * from teams where id = any (?)", List.of(id)).stream().findFirst();
  }

  @Override
  public Page<Team> list(TeamFilter filter, Page.Request page) {
    List<String> ids =
        client
            .sql(
                """
                select id from teams
                where id > :after
                  and starts_with(jurisdiction, :within)
                  and (cardinality(:kinds::text[]) = 0 or kind = any (:kinds::text[]))
                  and (:capability = '' or :capability = any (capabilities))
                  and (:search = '' or strpos(lower(name), lower(:search)) > 0)
                  and (:duty = '' or :duty = (%s)::text)
                order by id limit :limit
                """
                    .formatted(ON_DUTY))
            .param("after", page.after())
            .param("within", filter.within().value())
            .param("kinds", filter.kinds().toArray(String[]::new))
            .param("capability", filter.capability() == null ? "" : filter.capability())
            .param("search", filter.search() == null ? "" : filter.search())
            .param("duty", filter.onDuty() == null ? "" : filter.onDuty().toString())
            .param("limit", page.limit() + 1)
            .query(String.class)
            .list();
    return Page.of(read("select * from teams where id = any (?) order by id", ids), page, Team::id);
  }

  @Override
  public Map<String, Team> lock(Collection<String> ids) {
    return read("select * from teams where id = any (?) order by id for update", ids).stream()
        .collect(Collectors.toMap(Team::id, Function.identity()));
  }

  @Override
  public Map<String, Long> lockLastVersions(Collection<String> ids) {
    return rows.queryByKey(
        "select id, version from disbanded_teams where id = any (?) order by id for update",
        ids,
        (row, number) -> row.getLong(2));
  }

  @Override
  public Set<String> existing(Collection<String> ids) {
    return Set.copyOf(
        rows.query(
            "select id from teams where id = any (?)", ids, (row, number) -> row.getString(1)));
  }

  @Override
  public Set<String> onDuty(Collection<String> ids) {
    return Set.copyOf(
        rows.query(
            "select id from teams where id = any (?) and " + ON_DUTY,
            ids,
            (row, number) -> row.getString(1)));
  }

  @Override
  public List<String> idsAfter(String id, int limit) {
    return client
        .sql("select id from teams where id > ? order by id limit ?")
        .params(id, limit)
        .query(String.class)
        .list();
  }

  @Override
  public List<String> disbandedAfter(String id, int limit) {
    return client
        .sql("select id from disbanded_teams where id > ? order by id limit ?")
        .params(id, limit)
        .query(String.class)
        .list();
  }

  @Override
  public List<String> idsOfMembers(Collection<String> volunteerIds) {
    return rows.query(
        "select distinct team_id from team_members where volunteer_id = any (?) order by team_id",
        volunteerIds,
        (row, number) -> row.getString(1));
  }

  @Override
  public void write(List<Saved<Team>> changes) {
    record Membership(String teamId, Team.Member member) {}
    List<Team> created = Saved.values(Saved.Effect.CREATED, changes);
    List<Team> changed = Saved.values(Saved.Effect.CHANGED, changes);
    rows.update(
        """
        insert into teams
          (name, jurisdiction, kind, latitude, longitude, capabilities, version, changed_at, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        created,
        PostgresTeamTable::bind);
    rows.update(
        """
        update teams
        set name = ?, jurisdiction = ?, kind = ?, latitude = ?, longitude = ?, capabilities = ?,
            version = ?, changed_at = ?
        where id = ?
        """,
        changed,
        PostgresTeamTable::bind);
    rows.update(
        "delete from team_members where team_id = ?",
        changed,
        (statement, team) -> statement.setString(1, team.id()));
    rows.update(
        "insert into team_members (team_id, volunteer_id, role) values (?, ?, ?)",
        changes.stream()
            .map(Saved::value)
            .flatMap(
                team -> team.members().stream().map(member -> new Membership(team.id(), member)))
            .toList(),
        (statement, membership) -> {
          statement.setString(1, membership.teamId());
          statement.setString(2, membership.member().volunteerId());
          statement.setString(3, membership.member().role().name());
        });
  }

  @Override
  public void writeVersions(List<Team> touched) {
    rows.update(
        "update teams set version = ?, changed_at = ? where id = ?",
        touched,
        (statement, team) -> {
          statement.setLong(1, team.version());
          statement.setTimestamp(2, Timestamp.from(team.changedAt()));
          statement.setString(3, team.id());
        });
  }

  @Override
  public void disband(String id, long version) {
    client.sql("delete from teams where id = ?").param(id).update();
    client
        .sql(
            """
            insert into disbanded_teams (id, version) values (?, ?)
            on conflict (id) do update set version = excluded.version
            """)
        .params(id, version)
        .update();
  }

  private List<Team> read(String sql, Collection<String> ids) {
    record Membership(String teamId, Team.Member member) {}
    List<Team> teams = rows.query(sql, ids, (row, number) -> readWithoutMembers(row));
    Map<String, List<Team.Member>> members =
        rows
            .query(
                "select * from team_members where team_id = any (?) order by team_id, volunteer_id",
                teams.stream().map(Team::id).toList(),
                (row, number) ->
                    new Membership(
                        row.getString("team_id"),
                        new Team.Member(
                            row.getString("volunteer_id"),
                            TeamSnapshot.Member.Role.valueOf(row.getString("role")))))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Membership::teamId,
                    Collectors.mapping(Membership::member, Collectors.toList())));
    return teams.stream()
        .map(team -> team.withMembers(members.getOrDefault(team.id(), List.of())))
        .toList();
  }

  private static Team readWithoutMembers(ResultSet row) throws SQLException {
    return new Team(
        row.getString("id"),
        row.getString("name"),
        new JurisdictionCode(row.getString("jurisdiction")),
        row.getString("kind"),
        new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
        new TreeSet<>(Arrays.asList((String[]) row.getArray("capabilities").getArray())),
        List.of(),
        row.getLong("version"),
        row.getTimestamp("changed_at").toInstant());
  }

  private static void bind(PreparedStatement statement, Team team) throws SQLException {
    statement.setString(1, team.name());
    statement.setString(2, team.jurisdiction().value());
    statement.setString(3, team.kind());
    statement.setDouble(4, team.base().latitude());
    statement.setDouble(5, team.base().longitude());
    statement.setArray(
        6, statement.getConnection().createArrayOf("text", team.capabilities().toArray()));
    statement.setLong(7, team.version());
    statement.setTimestamp(8, Timestamp.from(team.changedAt()));
    statement.setString(9, team.id());
  }
}
