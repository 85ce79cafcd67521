package muster.volunteer.people.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.VolunteerEvent;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Rows;
import muster.volunteer.journal.Transactions;
import muster.volunteer.jurisdiction.postgres.JurisdictionStore;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerDraft;
import muster.volunteer.people.VolunteerRules;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.postgres.TeamStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Volunteers, saved with their events in one transaction; each read is recorded. A volunteer's row
 * is locked before the rows of its teams.
 */
public final class VolunteerStore {
  private final JdbcClient client;
  private final Rows rows;
  private final Transactions transactions;
  private final Journal journal;
  private final PersonalDataReads reads;
  private final PhoneCipher cipher;
  private final TeamStore teams;
  private final Clock clock;

  public VolunteerStore(
      JdbcTemplate jdbc,
      Transactions transactions,
      Journal journal,
      PersonalDataReads reads,
      PhoneCipher cipher,
      TeamStore teams,
      Clock clock) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
    this.transactions = transactions;
    this.journal = journal;
    this.reads = reads;
    this.cipher = cipher;
    this.teams = teams;
    this.clock = clock;
  }

  /**
   * What a list is narrowed to.
   *
   * @param within only volunteers registered in and below it
   * @param search part of the name
   * @param teamId only members of this team
   */
  public record Filter(
      JurisdictionCode within,
      @Nullable String search,
      @Nullable String teamId,
      @Nullable Boolean onDuty) {}

  /** Staff in scope, and everybody themselves. */
  public Outcome<Volunteer> read(Caller caller, String id) {
    return transactions.run(
        () -> {
          Volunteer volunteer =
              fetch("select * from volunteers where id = any (?)", List.of(id)).get(id);
          if (volunteer == null) {
            return new Outcome.Refused<>(
                Access.ofReaders(caller).orElse(new Rejection.Unknown("volunteer", id)));
          }
          boolean oneself = caller.subject().equals(volunteer.subject());
          if (!oneself) {
            Optional<Rejection> refusal =
                Access.ofReaders(caller).or(() -> Access.within(caller, volunteer.jurisdiction()));
            if (refusal.isPresent()) {
              return new Outcome.Refused<>(refusal.get());
            }
          }
          reads.record(caller, List.of(shown(caller, volunteer)));
          return new Outcome.Done<>(volunteer);
        });
  }

  /** The caller is staff, and the filter lies in the caller's scope. */
  public Page<Volunteer> list(Caller caller, Filter filter, Page.Request request) {
    return transactions.run(
        () -> {
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
          Page<Volunteer> page =
              Page.of(
                  ids.stream().map(found::get).filter(Objects::nonNull).toList(),
                  request,
                  Volunteer::id);
          reads.record(
              caller, page.items().stream().map(volunteer -> shown(caller, volunteer)).toList());
          return page;
        });
  }

  public Outcome<Saved<Volunteer>> save(Caller caller, VolunteerDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each id at most once
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Volunteer>>> saveAll(
      Caller caller, List<VolunteerDraft> drafts, SaveMode mode) {
    return transactions.run(
        () -> {
          Instant now = clock.instant();
          Map<String, Volunteer> existing =
              fetch(
                  "select * from volunteers where id = any (?) order by id for update",
                  drafts.stream().map(VolunteerDraft::id).toList());
          Map<String, String> accounts = takenAccounts(drafts);
          var registry =
              new VolunteerRules.Registry(
                  JurisdictionStore.known(rows, drafts.stream().map(VolunteerDraft::jurisdiction)),
                  accounts);
          List<Outcome<Saved<Volunteer>>> outcomes = new ArrayList<>();
          List<Saved<Volunteer>> changes = new ArrayList<>();
          for (VolunteerDraft draft : drafts) {
            var outcome =
                VolunteerRules.decide(caller, draft, existing.get(draft.id()), registry, mode);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Volunteer>>(var saved)
                && saved.effect() != Saved.Effect.UNCHANGED) {
              changes.add(saved);
              if (saved.value().subject() != null) {
                accounts.put(saved.value().subject(), saved.value().id());
              }
            }
          }
          write(changes);
          journal.write(
              changes.stream()
                  .filter(saved -> saved.effect() == Saved.Effect.CREATED)
                  .map(Saved::value)
                  .map(
                      created ->
                          journal.event(
                              new VolunteerEvent.VolunteerRegistered(
                                  created.id(), now, created.jurisdiction()),
                              1))
                  .toList());
          changes.stream()
              .map(Saved::value)
              .filter(changed -> existing.containsKey(changed.id()))
              .filter(
                  changed ->
                      !Objects.equals(
                          changed.subject(),
                          Objects.requireNonNull(existing.get(changed.id())).subject()))
              .forEach(changed -> teams.memberChanged(changed.id()));
          return outcomes;
        });
  }

  private PersonalDataReads.Shown shown(Caller caller, Volunteer volunteer) {
    List<String> fields = new ArrayList<>(List.of("name", "jurisdiction"));
    if (volunteer.subject() != null) {
      fields.add("subject");
    }
    if (volunteer.phone() != null && volunteer.showsPhoneTo(caller)) {
      fields.add("phone");
    }
    return new PersonalDataReads.Shown(volunteer.id(), fields);
  }

  private Map<String, Volunteer> fetch(String sql, Collection<String> ids) {
    return rows.query(sql, ids, (row, number) -> read(row)).stream()
        .collect(Collectors.toMap(Volunteer::id, Function.identity()));
  }

  private Map<String, String> takenAccounts(List<VolunteerDraft> drafts) {
    Map<String, String> taken = new HashMap<>();
    rows.query(
            "select subject, id from volunteers where subject = any (?)",
            drafts.stream().map(VolunteerDraft::subject).filter(Objects::nonNull).toList(),
            (row, number) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
    return taken;
  }

  private void write(List<Saved<Volunteer>> changes) {
    rows.update(
        """
        insert into volunteers (name, subject, phone, jurisdiction, version, id)
        values (?, ?, ?, ?, ?, ?)
        """,
        of(Saved.Effect.CREATED, changes),
        this::bind);
    rows.update(
        """
        update volunteers set name = ?, subject = ?, phone = ?, jurisdiction = ?, version = ?
        where id = ?
        """,
        of(Saved.Effect.CHANGED, changes),
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

  private static List<Volunteer> of(Saved.Effect effect, List<Saved<Volunteer>> changes) {
    return changes.stream().filter(saved -> saved.effect() == effect).map(Saved::value).toList();
  }
}
