package muster.volunteer.jurisdiction.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.volunteer.journal.Journal;
import muster.volunteer.journal.Rows;
import muster.volunteer.journal.Transactions;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionDraft;
import muster.volunteer.jurisdiction.JurisdictionRules;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jurisdictions, saved with their events in one transaction. */
public final class JurisdictionStore {
  private final Rows rows;
  private final JdbcClient client;
  private final Transactions transactions;
  private final Journal journal;
  private final Clock clock;

  public JurisdictionStore(
      JdbcTemplate jdbc, Transactions transactions, Journal journal, Clock clock) {
    this.rows = new Rows(jdbc);
    this.client = JdbcClient.create(jdbc);
    this.transactions = transactions;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What a list is narrowed to.
   *
   * @param search part of the name, or the beginning of the code
   */
  public record Filter(
      JurisdictionCode.@Nullable Level level,
      @Nullable JurisdictionCode parent,
      @Nullable String search) {}

  public Optional<Jurisdiction> find(JurisdictionCode code) {
    return client
        .sql("select * from jurisdictions where code = ?")
        .param(code.value())
        .query((row, number) -> read(row))
        .optional();
  }

  public Page<Jurisdiction> list(Filter filter, Page.Request page) {
    String sql =
        """
        select * from jurisdictions
        where code > :after
          and (:digits = 0 or length(code) = :digits)
          and (:parent = '' or parent_code = :parent)
          and (:search = '' or strpos(lower(name), lower(:search)) > 0 or starts_with(code, :search))
        order by code limit :limit
        """;
    List<Jurisdiction> found =
        client
            .sql(sql)
            .param("after", page.after())
            .param("digits", filter.level() == null ? 0 : digits(filter.level()))
            .param("parent", filter.parent() == null ? "" : filter.parent().value())
            .param("search", filter.search() == null ? "" : filter.search())
            .param("limit", page.limit() + 1)
            .query((row, number) -> read(row))
            .list();
    return Page.of(found, page, jurisdiction -> jurisdiction.code().value());
  }

  public Outcome<Saved<Jurisdiction>> save(Caller caller, JurisdictionDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each code at most once, parents before their children
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Jurisdiction>>> saveAll(
      Caller caller, List<JurisdictionDraft> drafts, SaveMode mode) {
    return transactions.run(
        () -> {
          Instant now = clock.instant();
          Map<JurisdictionCode, Jurisdiction> existing = lock(drafts);
          Set<JurisdictionCode> parents =
              new HashSet<>(
                  known(
                      rows,
                      drafts.stream().map(JurisdictionDraft::parent).filter(Objects::nonNull)));
          List<Outcome<Saved<Jurisdiction>>> outcomes = new ArrayList<>();
          List<Jurisdiction> changes = new ArrayList<>();
          for (JurisdictionDraft draft : drafts) {
            var outcome =
                JurisdictionRules.decide(caller, draft, existing.get(draft.code()), parents, mode);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Jurisdiction>>(var saved)) {
              parents.add(draft.code());
              if (saved.effect() != Saved.Effect.UNCHANGED) {
                changes.add(saved.value());
              }
            }
          }
          write(changes);
          journal.write(changes.stream().map(changed -> event(changed, now)).toList());
          return outcomes;
        });
  }

  /** Those of the codes that are registered. */
  public static Set<JurisdictionCode> known(Rows rows, Stream<JurisdictionCode> codes) {
    return Set.copyOf(
        rows.query(
            "select code from jurisdictions where code = any (?)",
            codes.map(JurisdictionCode::value).distinct().toList(),
            (row, number) -> new JurisdictionCode(row.getString(1))));
  }

  private OutboxRecord event(Jurisdiction changed, Instant now) {
    return journal.event(
        new VolunteerEvent.JurisdictionRegistered(changed.code(), now, changed.name()),
        changed.version());
  }

  private Map<JurisdictionCode, Jurisdiction> lock(Collection<JurisdictionDraft> drafts) {
    return rows
        .query(
            "select * from jurisdictions where code = any (?) order by code for no key update",
            drafts.stream().map(draft -> draft.code().value()).toList(),
            (row, number) -> read(row))
        .stream()
        .collect(Collectors.toMap(Jurisdiction::code, Function.identity()));
  }

  private void write(List<Jurisdiction> changes) {
    String insert =
        """
        insert into jurisdictions (code, name, parent_code, latitude, longitude, version)
        values (?, ?, ?, ?, ?, ?)
        """;
    String update =
        """
        update jurisdictions
        set name = ?, parent_code = ?, latitude = ?, longitude = ?, version = ? where code = ?
        """;
    List<Jurisdiction> created = changes.stream().filter(one -> one.version() == 1).toList();
    List<Jurisdiction> changed = changes.stream().filter(one -> one.version() > 1).toList();
    rows.update(
        insert,
        created,
        (statement, one) -> {
          statement.setString(1, one.code().value());
          bind(statement, 2, one);
        });
    rows.update(
        update,
        changed,
        (statement, one) -> {
          bind(statement, 1, one);
          statement.setString(6, one.code().value());
        });
  }

  private static void bind(java.sql.PreparedStatement statement, int from, Jurisdiction one)
      throws SQLException {
    GeoPoint location = one.location();
    statement.setString(from, one.name());
    statement.setString(from + 1, one.parent() == null ? null : one.parent().value());
    if (location == null) {
      statement.setNull(from + 2, Types.DOUBLE);
      statement.setNull(from + 3, Types.DOUBLE);
    } else {
      statement.setDouble(from + 2, location.latitude());
      statement.setDouble(from + 3, location.longitude());
    }
    statement.setLong(from + 4, one.version());
  }

  private static int digits(JurisdictionCode.Level level) {
    return switch (level) {
      case PROVINCE -> 2;
      case CITY -> 4;
      case COUNTY -> 6;
      case TOWN -> 9;
      case VILLAGE -> 12;
      case GRID -> 15;
    };
  }

  private static Jurisdiction read(ResultSet row) throws SQLException {
    String parent = row.getString("parent_code");
    double latitude = row.getDouble("latitude");
    boolean placed = !row.wasNull();
    return new Jurisdiction(
        new JurisdictionCode(row.getString("code")),
        row.getString("name"),
        parent == null ? null : new JurisdictionCode(parent),
        placed ? new GeoPoint(latitude, row.getDouble("longitude")) : null,
        row.getLong("version"));
  }
}
