package muster.dispatch.alert.postgres;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which alert holds which team: where two alerts at one moment are kept from the same team. */
public final class TeamCommitmentTable {

  /** Keeps these locks apart from other advisory locks of the database. */
  private static final long LOCK_SEED = 0x7465616dL;

  public record Commitment(String teamId, UUID alertId) {}

  /**
   * What became of asking for teams.
   *
   * @param teams those that are held now
   * @param busyPeople those of the people asked about who come to another alert
   */
  public record Reserved(Set<String> teams, Set<String> busyPeople) {}

  private final JdbcClient client;

  public TeamCommitmentTable(JdbcClient client) {
    this.client = client;
  }

  /**
   * Holds those teams for the alert that no other alert holds or is about to hold; returns them.
   * Never waits for another transaction, so two alerts can't wait for each other: a team that
   * somebody else is reserving at this moment is refused, even if that comes to nothing.
   *
   * @param exclusive false: hold all of them whatever other alerts do, as a mark for those
   */
  public Set<String> reserve(UUID alertId, Collection<String> teamIds, boolean exclusive) {
    if (teamIds.isEmpty()) {
      return Set.of();
    }
    if (!exclusive) {
      String[] teams = teamIds.toArray(String[]::new);
      client
          .sql(
              """
              insert into team_commitment (team_id, alert_id, exclusive)
              select team, ?, false from unnest(?::text[]) team
              where pg_try_advisory_xact_lock(hashtextextended(team, ?)) is not null
              on conflict do nothing
              """)
          .params(alertId, teams, LOCK_SEED)
          .update();
      return new LinkedHashSet<>(teamIds);
    }
    return reserve(alertId, teamIds, Set.of()).teams();
  }

  /**
   * Exclusively, and in the same round trip asks who of some people comes to another alert: on the
   * way of an alert each trip counts.
   */
  public Reserved reserve(UUID alertId, Collection<String> teamIds, Collection<String> people) {
    Reserved reserved = new Reserved(new LinkedHashSet<>(), new LinkedHashSet<>());
    if (teamIds.isEmpty() && people.isEmpty()) {
      return reserved;
    }
    client
        .sql(
            """
            with held as (
              insert into team_commitment (team_id, alert_id, exclusive)
              select team, ?, true from unnest(?::text[]) team
              where pg_try_advisory_xact_lock(hashtextextended(team, ?))
                and not exists (select from team_commitment other
                                where other.team_id = team and other.alert_id <> ?)
              on conflict do nothing
              returning team_id)
            select true, team_id from held
            union all
            select false, person_id from person_commitment
            where person_id = any (?::text[]) and alert_id <> ?
            """)
        .params(
            alertId,
            teamIds.toArray(String[]::new),
            LOCK_SEED,
            alertId,
            people.toArray(String[]::new),
            alertId)
        .query(
            row -> {
              (row.getBoolean(1) ? reserved.teams() : reserved.busyPeople()).add(row.getString(2));
            });
    return reserved;
  }

  /** Those of the teams that another alert holds now. */
  public Set<String> listOnOtherAlert(UUID alertId, Collection<String> teamIds) {
    return new LinkedHashSet<>(
        client
            .sql(
                """
                select distinct team_id from team_commitment
                where team_id = any (?::text[]) and alert_id <> ?
                """)
            .params(teamIds.toArray(String[]::new), alertId)
            .query(String.class)
            .list());
  }

  /**
   * From one alert to another that goes on in its place: nobody else can take them in between. They
   * stay exclusive, or a mark, as they were.
   */
  public void move(UUID from, UUID into, Collection<String> teamIds) {
    if (teamIds.isEmpty()) {
      return;
    }
    String[] moving = teamIds.toArray(String[]::new);
    client
        .sql(
            """
            delete from team_commitment here
            where alert_id = ? and team_id = any (?::text[])
              and exists (select from team_commitment there
                          where there.team_id = here.team_id and there.alert_id = ?)
            """)
        .params(from, moving, into)
        .update();
    client
        .sql(
            "update team_commitment set alert_id = ? where alert_id = ? and team_id = any (?::text[])")
        .params(into, from, moving)
        .update();
  }

  public void release(UUID alertId, Collection<String> teamIds) {
    StatementBatch batch = new StatementBatch();
    release(batch, alertId, teamIds);
    batch.run(client);
  }

  public void release(StatementBatch batch, UUID alertId, Collection<String> teamIds) {
    if (!teamIds.isEmpty()) {
      batch.add(
          "delete from team_commitment where alert_id = ? and team_id = any (?::text[])",
          alertId,
          teamIds.toArray(String[]::new));
    }
  }

  public List<Commitment> listAll() {
    return client
        .sql("select team_id, alert_id from team_commitment")
        .query((row, n) -> new Commitment(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }
}
