package muster.volunteer.people.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.database.Rows;
import muster.volunteer.people.PhoneNumbers;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.people.command.RegisteredVolunteers;
import muster.volunteer.people.command.VolunteerTable;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.command.MemberAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Volunteers in PostgreSQL, and what other features are told of them. */
public final class PostgresVolunteerTable
    implements VolunteerTable, RegisteredVolunteers, MemberAccounts {
  private final JdbcClient client;
  private final Rows rows;
  private final PhoneCipher cipher;
  private final PhoneDigest digest;
  private final PhoneNumbers numbers;

  /**
   * @param phoneKey 32 bytes
   */
  public PostgresVolunteerTable(JdbcTemplate jdbc, byte[] phoneKey, PhoneNumbers numbers) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
    this.cipher = new PhoneCipher(phoneKey);
    this.digest = new PhoneDigest(phoneKey);
    this.numbers = numbers;
  }

  @Override
  public Optional<Volunteer> find(String id) {
    return Optional.ofNullable(
        fetch("select * from volunteers where id = any (?)", List.of(id)).get(id));
  }

  @Override
  public Page<Volunteer> list(VolunteerFilter filter, Page.Request request) {
    String sql =
        """
        select v.id from volunteers v
        where v.id > :after
          and starts_with(v.jurisdiction, :within)
          and (:search = '' or strpos(lower(normalize(v.name)), lower(:search)) > 0)
          and (:team = '' or exists (
                select from team_members m
                where m.volunteer_id = v.id and m.team_id = :team))
          and (:duty = '' or :duty = coalesce(
                (select p.on_duty from presence p where p.volunteer_id = v.id),
                false)::text)
        """
            + (filter.phone() == null ? "" : " and v.phone_digest = :digest and " + digested("v"))
            + (filter.samePhone() == null ? "" : samePhone(filter.samePhone()))
            + " order by v.id limit :limit";
    List<String> ids =
        client
            .sql(sql)
            .param("after", request.after())
            .param("within", filter.within().value())
            .param("search", filter.search() == null ? "" : filter.search())
            .param("team", filter.teamId() == null ? "" : filter.teamId())
            .param("duty", filter.onDuty() == null ? "" : filter.onDuty().toString())
            .param("digest", filter.phone() == null ? new byte[0] : digest.of(filter.phone()))
            .param("limit", request.limit() + 1)
            .query(String.class)
            .list();
    Map<String, Volunteer> found = fetch("select * from volunteers where id = any (?)", ids);
    return Page.of(
        ids.stream().map(found::get).filter(Objects::nonNull).toList(), request, Volunteer::id);
  }

  private static String samePhone(boolean wanted) {
    return (wanted ? " and " : " and not ")
        + " exists (select from volunteers o where o.phone_digest = v.phone_digest and o.id <> v.id"
        + " and starts_with(o.jurisdiction, :within) and %s and %s)"
            .formatted(digested("o"), digested("v"));
  }

  /** Whether the digest is that of the number beside it. */
  private static String digested(String volunteer) {
    return "%1$s.phone_digest_nonce = substring(%1$s.phone from 1 for %2$d)"
        .formatted(volunteer, PhoneCipher.HEAD_BYTES);
  }

  @Override
  public Map<String, List<String>> samePhone(
      Collection<String> ids, JurisdictionCode within, int limit) {
    record Pair(String id, String other) {}
    if (ids.isEmpty()) {
      return Map.of();
    }
    return client
        .sql(
            """
            select v.id, other.id as other from volunteers v cross join lateral (
              select o.id from volunteers o
              where o.phone_digest = v.phone_digest and o.id <> v.id
                and starts_with(o.jurisdiction, :within) and %s
              order by o.id limit :limit) other
            where v.id in (:ids) and %s
            order by v.id, other.id
            """
                .formatted(digested("o"), digested("v")))
        .param("ids", ids)
        .param("within", within.value())
        .param("limit", limit)
        .query((row, number) -> new Pair(row.getString("id"), row.getString("other")))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(Pair::id, Collectors.mapping(Pair::other, Collectors.toList())));
  }

  @Override
  public int digestPhones(int limit) {
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Digested(String id, byte[] nonce, byte @Nullable [] digest) {}
    List<Digested> found =
        client
            .sql(
                """
                select id, phone from volunteers
                where phone is not null
                  and phone_digest_nonce is distinct from substring(phone from 1 for 13)
                order by id limit ? for no key update skip locked
                """)
            .param(limit)
            .query(
                (row, number) -> {
                  byte[] phone = row.getBytes("phone");
                  return new Digested(
                      row.getString("id"),
                      PhoneCipher.head(phone),
                      digestOf(row.getString("id"), phone));
                })
            .list();
    rows.update(
        "update volunteers set phone_digest = ?, phone_digest_nonce = ? where id = ?",
        found,
        (statement, one) -> {
          statement.setBytes(1, one.digest());
          statement.setBytes(2, one.nonce());
          statement.setString(3, one.id());
        });
    return found.size();
  }

  /** Null for a number that can't be read, which is not looked at again. */
  private byte @Nullable [] digestOf(String id, byte[] stored) {
    try {
      String phone = cipher.decrypt(id, stored);
      return digest.of(numbers.e164(phone).orElse(phone));
    } catch (IllegalStateException unreadable) {
      return null;
    }
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
    return registered("select id, subject, jurisdiction from volunteers where id = any (?)", ids);
  }

  private Map<String, RegisteredVolunteer> registered(String sql, Collection<String> ids) {
    return rows.queryByKey(
        sql,
        ids,
        (row, number) ->
            new RegisteredVolunteer(
                row.getString(1), row.getString(2), new JurisdictionCode(row.getString(3))));
  }

  @Override
  public Map<String, Optional<String>> accounts(Collection<String> volunteerIds) {
    Map<String, Optional<String>> accounts = new HashMap<>();
    registered(volunteerIds)
        .forEach((id, one) -> accounts.put(id, Optional.ofNullable(one.subject())));
    return accounts;
  }

  @Override
  public Map<String, RegisteredVolunteer> lockMembers(Collection<String> volunteerIds) {
    return registered(
        "select id, subject, jurisdiction from volunteers where id = any (?) order by id"
            + " for key share",
        volunteerIds);
  }

  @Override
  public Set<String> erased(Collection<String> ids) {
    return Set.copyOf(
        rows.query(
            "select id from erased_volunteers where id = any (?)",
            ids,
            (row, number) -> row.getString(1)));
  }

  @Override
  public SortedMap<String, Long> erasedAfter(String id, int limit) {
    SortedMap<String, Long> versions = new TreeMap<>();
    client
        .sql("select id, presence_version from erased_volunteers where id > ? order by id limit ?")
        .params(id, limit)
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .forEach(one -> versions.put(one.getKey(), one.getValue()));
    return versions;
  }

  @Override
  public void erase(String id, Instant now, long presenceVersion) {
    client.sql("delete from volunteers where id = ?").param(id).update();
    client
        .sql("insert into erased_volunteers (id, erased_at, presence_version) values (?, ?, ?)")
        .params(id, Timestamp.from(now), presenceVersion)
        .update();
  }

  @Override
  public void write(List<Saved<Volunteer>> changes) {
    rows.update(
        """
        insert into volunteers
          (name, subject, proposed_subject, phone, phone_digest, phone_digest_nonce, jurisdiction,
           version, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Saved.values(Saved.Effect.CREATED, changes),
        this::bind);
    rows.update(
        """
        update volunteers
        set name = ?, subject = ?, proposed_subject = ?, phone = ?, phone_digest = ?,
            phone_digest_nonce = ?, jurisdiction = ?, version = ?
        where id = ?
        """,
        Saved.values(Saved.Effect.CHANGED, changes),
        this::bind);
  }

  private void bind(PreparedStatement statement, Volunteer volunteer) throws SQLException {
    statement.setString(1, volunteer.name());
    statement.setString(2, volunteer.subject());
    String phone = volunteer.phone();
    byte[] stored = phone == null ? null : cipher.encrypt(volunteer.id(), phone);
    statement.setString(3, volunteer.proposedSubject());
    statement.setBytes(4, stored);
    statement.setBytes(5, phone == null ? null : digest.of(phone));
    statement.setBytes(6, stored == null ? null : PhoneCipher.head(stored));
    statement.setString(7, volunteer.jurisdiction().value());
    statement.setLong(8, volunteer.version());
    statement.setString(9, volunteer.id());
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
        row.getString("proposed_subject"),
        phone == null ? null : cipher.decrypt(id, phone),
        new JurisdictionCode(row.getString("jurisdiction")),
        row.getLong("version"));
  }
}
