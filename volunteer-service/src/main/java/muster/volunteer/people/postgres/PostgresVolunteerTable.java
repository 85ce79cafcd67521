package muster.volunteer.people.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.database.Rows;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.people.command.RegisteredVolunteers;
import muster.volunteer.people.command.VolunteerTable;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.command.MemberAccounts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Volunteers in PostgreSQL, and what other features are told of them. */
public final class PostgresVolunteerTable
    implements VolunteerTable, RegisteredVolunteers, MemberAccounts {
  private final JdbcClient client;
  private final Rows rows;
  private final PhoneCipher cipher;

  public PostgresVolunteerTable(JdbcTemplate jdbc, PhoneCipher cipher) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
    this.cipher = cipher;
  }

  @Override
  public Optional<Volunteer> find(String id) {
    return Optional.ofNullable(
        fetch("select * from volunteers where id = any (?)", List.of(id)).get(id));
  }

  @Override
  public Page<Volunteer> list(VolunteerFilter filter, Page.Request request) {
    List<String> ids =
        client
            .sql(
                """
                select v.id from volunteers v
                where v.id > :after
                  and starts_with(v.jurisdiction, :within)
                  and (:search = '' or strpos(lower(v.name), lower(:search)) > 0)
                  and (:team = '' or exists (
                        select from team_members m
                        where m.volunteer_id = v.id and m.team_id = :team))
                  and (:duty = '' or :duty = coalesce(
                        (select p.on_duty from presence p where p.volunteer_id = v.id),
                        false)::text)
                order by v.id limit :limit
                """)
            .param("after", request.after())
            .param("within", filter.within().value())
            .param("search", filter.search() == null ? "" : filter.search())
            .param("team", filter.teamId() == null ? "" : filter.teamId())
            .param("duty", filter.onDuty() == null ? "" : filter.onDuty().toString())
            .param("limit", request.limit() + 1)
            .query(String.class)
            .list();
    Map<String, Volunteer> found = fetch("select * from volunteers where id = any (?)", ids);
    return Page.of(
        ids.stream().map(found::get).filter(Objects::nonNull).toList(), request, Volunteer::id);
  }

  @Override
  public Map<String, Volunteer> lock(Collection<String> ids) {
    return fetch("select * from volunteers where id = any (?) order by id for update", ids);
  }

  @Override
  public Map<String, String> idsByAccount(Collection<String> subjects) {
    return rows.queryByKey(
        "select subject, id from volunteers where subject = any (?)",
        subjects,
        (row, number) -> row.getString(2));
  }

  @Override
  public Map<String, RegisteredVolunteer> registered(Collection<String> ids) {
    return rows.queryByKey(
        "select id, subject, jurisdiction from volunteers where id = any (?)",
        ids,
        (row, number) ->
            new RegisteredVolunteer(
                row.getString(1), row.getString(2), new JurisdictionCode(row.getString(3))));
  }

  @Override
  public Map<String, Optional<String>> accounts(Collection<String> volunteerIds) {
    return accounts("select id, subject from volunteers where id = any (?)", volunteerIds);
  }

  @Override
  public Map<String, Optional<String>> lockAccounts(Collection<String> volunteerIds) {
    return accounts(
        "select id, subject from volunteers where id = any (?) order by id for key share",
        volunteerIds);
  }

  private Map<String, Optional<String>> accounts(String sql, Collection<String> volunteerIds) {
    return rows.queryByKey(
        sql, volunteerIds, (row, number) -> Optional.ofNullable(row.getString(2)));
  }

  @Override
  public void write(List<Saved<Volunteer>> changes) {
    rows.update(
        """
        insert into volunteers (name, subject, phone, jurisdiction, version, id)
        values (?, ?, ?, ?, ?, ?)
        """,
        Saved.values(Saved.Effect.CREATED, changes),
        this::bind);
    rows.update(
        """
        update volunteers set name = ?, subject = ?, phone = ?, jurisdiction = ?, version = ?
        where id = ?
        """,
        Saved.values(Saved.Effect.CHANGED, changes),
        this::bind);
  }

  private void bind(PreparedStatement statement, Volunteer volunteer) throws SQLException {
    statement.setString(1, volunteer.name());
    statement.setString(2, volunteer.subject());
    statement.setBytes(
        3, volunteer.phone() == null ? null : cipher.encrypt(volunteer.id(), volunteer.phone()));
    statement.setString(4, volunteer.jurisdiction().value());
    statement.setLong(5, volunteer.version());
    statement.setString(6, volunteer.id());
  }

  private Map<String, Volunteer> fetch(String sql, Collection<String> ids) {
    return rows.queryByKey(sql, ids, (row, number) -> read(row));
  }

  private Volunteer read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    byte[] phone = row.getBytes("phone");
    return new Volunteer(
        id,
        row.getString("name"),
        row.getString("subject"),
        phone == null ? null : cipher.decrypt(id, phone),
        new JurisdictionCode(row.getString("jurisdiction")),
        row.getLong("version"));
  }
}
