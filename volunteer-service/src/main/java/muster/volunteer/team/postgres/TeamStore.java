package muster.volunteer.team.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Rows;
import muster.volunteer.journal.Transactions;
import muster.volunteer.jurisdiction.postgres.JurisdictionStore;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.Team;
import muster.volunteer.team.TeamDraft;
import muster.volunteer.team.TeamRules;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Teams, saved with their events in one transaction. Locks are taken in one order everywhere:
 * volunteers, then teams, each by id.
 */
public final class TeamStore {
  private final JdbcClient client;
  private final Rows rows;
  private final Transactions transactions;
  private final Journal journal;
  private final Clock clock;

  public TeamStore(JdbcTemplate jdbc, Transactions transactions, Journal journal, Clock clock) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
    this.transactions = transactions;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What a list is narrowed to.
   *
   * @param within only teams in and below it
   * @param search part of the name
   */
  public record Filter(
      JurisdictionCode within,
      @Nullable String kind,
      @Nullable String capability,
      @Nullable String search) {}

  /** Staff in scope, and members their own. */
  public Outcome<Team> read(Caller caller, String id) {
    return transactions.run(
        () -> {
          Optional<Team> team =
              read("select * from teams where id = any (?)", List.of(id)).stream().findFirst();
          if (team.isEmpty()) {
            return new Outcome.Refused<>(
                Access.ofReaders(caller).orElse(new Rejection.Unknown("team", id)));
          }
          Optional<Rejection> refusal =
              Access.ofReaders(caller).or(() -> Access.within(caller, team.get().jurisdiction()));
          return refusal.isEmpty() || isMember(caller, team.get())
              ? new Outcome.Done<>(team.get())
              : new Outcome.Refused<>(refusal.get());
        });
  }

  public Page<Team> list(Filter filter, Page.Request page) {
    List<String> ids =
        client
            .sql(
                """
                select id from teams
                where id > :after
                  and starts_with(jurisdiction, :within)
                  and (:kind = '' or kind = :kind)
                  and (:capability = '' or :capability = any (capabilities))
                  and (:search = '' or strpos(lower(name), lower(:search)) > 0)
                order by id limit :limit
                """)
            .param("after", page.after())
            .param("within", filter.within().value())
            .param("kind", filter.kind() == null ? "" : filter.kind())
            .param("capability", filter.capability() == null ? "" : filter.capability())
            .param("search", filter.search() == null ? "" : filter.search())
            .param("limit", page.limit() + 1)
            .query(String.class)
            .list();
    return Page.of(read("select * from teams where id = any (?) order by id", ids), page, Team::id);
  }

  public Outcome<Saved<Team>> save(Caller caller, TeamDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each id at most once
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Team>>> saveAll(Caller caller, List<TeamDraft> drafts, SaveMode mode) {
    return transactions.run(
        () -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Map<String, Optional<String>> accounts = lockMembers(drafts);
          List<String> ids = drafts.stream().map(TeamDraft::id).toList();
          Map<String, Team> existing = lock(ids);
          Map<String, Long> lastVersions = lastVersions(ids);
          var registry =
              new TeamRules.Registry(
                  JurisdictionStore.known(rows, drafts.stream().map(TeamDraft::jurisdiction)),
                  accounts.keySet());
          List<Outcome<Saved<Team>>> outcomes = new ArrayList<>();
          List<Saved<Team>> changes = new ArrayList<>();
          for (TeamDraft draft : drafts) {
            var outcome =
                TeamRules.decide(
                    caller,
                    draft,
                    existing.get(draft.id()),
                    lastVersions.getOrDefault(draft.id(), 0L),
                    registry,
                    mode,
                    now);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Team>>(var saved)
                && saved.effect() != Saved.Effect.UNCHANGED) {
              changes.add(saved);
            }
          }
          write(changes);
          journal.write(changes.stream().flatMap(saved -> records(saved, accounts)).toList());
          return outcomes;
        });
  }

  public Outcome<Team> disband(Caller caller, String id) {
    return transactions.run(
        () -> {
          Team team = lock(List.of(id)).get(id);
          if (team == null) {
            return new Outcome.Refused<>(new Rejection.Unknown("team", id));
          }
          Optional<Rejection> outside = Access.within(caller, team.jurisdiction());
          if (outside.isPresent()) {
            return new Outcome.Refused<>(outside.get());
          }
          Instant now = clock.instant();
          long version = team.version() + 1;
          client.sql("delete from teams where id = ?").param(id).update();
          client
              .sql(
                  """
                  insert into disbanded_teams (id, version) values (?, ?)
                  on conflict (id) do update set version = excluded.version
                  """)
              .params(id, version)
              .update();
          journal.write(
              List.of(
                  journal.event(new VolunteerEvent.TeamDisbanded(id, now), version),
                  journal.teamTombstone(id, now, version)));
          return new Outcome.Done<>(team);
        });
  }

  /**
   * After a volunteer's account has changed: tells the others what the volunteer's teams look like
   * now. The caller's transaction holds the volunteer's lock.
   */
  public void memberChanged(String volunteerId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> ids =
        client
            .sql("select team_id from team_members where volunteer_id = ? order by team_id")
            .param(volunteerId)
            .query(String.class)
            .list();
    List<Team> teams = lock(ids).values().stream().sorted(Comparator.comparing(Team::id)).toList();
    List<Team> changed = teams.stream().map(team -> team.touched(now)).toList();
    rows.update(
        "update teams set version = ?, changed_at = ? where id = ?",
        changed,
        (statement, team) -> {
          statement.setLong(1, team.version());
          statement.setTimestamp(2, Timestamp.from(now));
          statement.setString(3, team.id());
        });
    Map<String, Optional<String>> accounts =
        accounts(
            "select id, subject from volunteers where id = any (?)",
            changed.stream().flatMap(TeamStore::memberIds).distinct().toList());
    journal.write(
        changed.stream()
            .flatMap(team -> records(new Saved<>(Saved.Effect.CHANGED, team), accounts))
            .toList());
  }

  private boolean isMember(Caller caller, Team team) {
    return accounts(
            "select id, subject from volunteers where id = any (?)", memberIds(team).toList())
        .containsValue(Optional.of(caller.subject()));
  }

  private Stream<OutboxRecord> records(Saved<Team> saved, Map<String, Optional<String>> accounts) {
    Team team = saved.value();
    Instant now = team.changedAt();
    VolunteerEvent event =
        saved.effect() == Saved.Effect.CREATED
            ? new VolunteerEvent.TeamRegistered(team.id(), now, team.name(), team.jurisdiction())
            : new VolunteerEvent.TeamChanged(team.id(), now, team.name(), team.jurisdiction());
    TeamSnapshot snapshot =
        new TeamSnapshot(
            team.id(),
            now,
            team.version(),
            team.name(),
            team.jurisdiction(),
            team.base(),
            team.capabilities(),
            team.members().stream()
                .map(
                    member ->
                        new TeamSnapshot.Member(
                            member.volunteerId(),
                            accounts
                                .getOrDefault(member.volunteerId(), Optional.empty())
                                .orElse(null),
                            member.role()))
                .toList());
    return Stream.of(journal.event(event, team.version()), journal.event(snapshot, team.version()));
  }

  /**
   * Of the members that are registered; none of them can change accounts before this transaction
   * ends.
   */
  private Map<String, Optional<String>> lockMembers(List<TeamDraft> drafts) {
    return accounts(
        "select id, subject from volunteers where id = any (?) order by id for key share",
        drafts.stream()
            .flatMap(draft -> draft.members().stream().map(Team.Member::volunteerId))
            .distinct()
            .toList());
  }

  private Map<String, Optional<String>> accounts(String sql, Collection<String> volunteerIds) {
    Map<String, Optional<String>> accounts = new HashMap<>();
    rows.query(
            sql,
            volunteerIds,
            (row, number) -> Map.entry(row.getString(1), Optional.ofNullable(row.getString(2))))
        .forEach(entry -> accounts.put(entry.getKey(), entry.getValue()));
    return accounts;
  }

  private Map<String, Team> lock(Collection<String> ids) {
    return read("select * from teams where id = any (?) order by id for update", ids).stream()
        .collect(Collectors.toMap(Team::id, Function.identity()));
  }

  private Map<String, Long> lastVersions(Collection<String> ids) {
    return rows
        .query(
            "select id, version from disbanded_teams where id = any (?)",
            ids,
            (row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

  private void write(List<Saved<Team>> changes) {
    record Membership(String teamId, Team.Member member) {}
    List<Team> created = of(Saved.Effect.CREATED, changes);
    List<Team> changed = of(Saved.Effect.CHANGED, changes);
    rows.update(
        """
        insert into teams
          (name, jurisdiction, kind, latitude, longitude, capabilities, version, changed_at, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        created,
        TeamStore::bind);
    rows.update(
        """
        update teams
        set name = ?, jurisdiction = ?, kind = ?, latitude = ?, longitude = ?, capabilities = ?,
            version = ?, changed_at = ?
        where id = ?
        """,
        changed,
        TeamStore::bind);
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

  private static void bind(java.sql.PreparedStatement statement, Team team) throws SQLException {
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

  private static List<Team> of(Saved.Effect effect, List<Saved<Team>> changes) {
    return changes.stream().filter(saved -> saved.effect() == effect).map(Saved::value).toList();
  }

  private static Stream<String> memberIds(Team team) {
    return team.members().stream().map(Team.Member::volunteerId);
  }
}
