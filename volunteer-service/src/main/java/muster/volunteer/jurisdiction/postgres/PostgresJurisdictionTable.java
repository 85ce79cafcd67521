package muster.volunteer.jurisdiction.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.database.Rows;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.jurisdiction.Occupants;
import muster.volunteer.jurisdiction.command.JurisdictionTable;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jurisdictions in PostgreSQL. */
public final class PostgresJurisdictionTable implements JurisdictionTable {
  private static final int OCCUPANTS_NAMED = 3;

  private final JdbcClient client;
  private final Rows rows;

  public PostgresJurisdictionTable(JdbcTemplate jdbc) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
  }

  @Override
  public Optional<Jurisdiction> find(JurisdictionCode code) {
    return client
        .sql("select * from jurisdictions where code = ?")
        .param(code.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Page<Jurisdiction> list(JurisdictionFilter filter, Page.Request page) {
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

  @Override
  public Set<JurisdictionCode> registered(Collection<JurisdictionCode> codes) {
    return Set.copyOf(
        rows.query(
            "select code from jurisdictions where code = any (?)",
            codes.stream().map(JurisdictionCode::value).distinct().toList(),
            (row, number) -> new JurisdictionCode(row.getString(1))));
  }

  @Override
  public Map<JurisdictionCode, Jurisdiction> lock(Collection<JurisdictionCode> codes) {
    return rows
        .query(
            "select * from jurisdictions where code = any (?) order by code for no key update",
            codes.stream().map(JurisdictionCode::value).toList(),
            (row, number) -> read(row))
        .stream()
        .collect(Collectors.toMap(Jurisdiction::code, Function.identity()));
  }

  @Override
  public Optional<Jurisdiction> lockForRemoval(JurisdictionCode code) {
    return client
        .sql("select * from jurisdictions where code = ? for update")
        .param(code.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Map<JurisdictionCode, Long> lockLastVersions(Collection<JurisdictionCode> codes) {
    return rows
        .query(
            "select code, version from removed_jurisdictions where code = any (?) order by code"
                + " for update",
            codes.stream().map(JurisdictionCode::value).toList(),
            (row, number) -> Map.entry(new JurisdictionCode(row.getString(1)), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<JurisdictionCode> codesAfter(String code, int limit) {
    return codesAfter(
        "select code from jurisdictions where code > ? order by code limit ?", code, limit);
  }

  @Override
  public List<JurisdictionCode> removedAfter(String code, int limit) {
    return codesAfter(
        "select code from removed_jurisdictions where code > ? order by code limit ?", code, limit);
  }

  private List<JurisdictionCode> codesAfter(String sql, String code, int limit) {
    return client
        .sql(sql)
        .params(code, limit)
        .query((row, number) -> new JurisdictionCode(row.getString(1)))
        .list();
  }

  @Override
  public Occupants occupants(JurisdictionCode code) {
    return new Occupants(
        occupants(
            "select code from jurisdictions where code <> :code and starts_with(code, :code)",
            code),
        occupants("select id from teams where starts_with(jurisdiction, :code)", code),
        occupants("select id from volunteers where starts_with(jurisdiction, :code)", code));
  }

  private Occupants.Kind occupants(String sql, JurisdictionCode code) {
    long number =
        client
            .sql("select count(*) from (%s) as found".formatted(sql))
            .param("code", code.value())
            .query(Long.class)
            .single();
    List<String> examples =
        number == 0
            ? List.of()
            : client
                .sql(sql + " order by 1 limit :limit")
                .param("code", code.value())
                .param("limit", OCCUPANTS_NAMED)
                .query(String.class)
                .list();
    return new Occupants.Kind(number, examples);
  }

  @Override
  public void remove(JurisdictionCode code, long version) {
    client.sql("delete from jurisdictions where code = ?").param(code.value()).update();
    client
        .sql(
            """
            insert into removed_jurisdictions (code, version) values (?, ?)
            on conflict (code) do update set version = excluded.version
            """)
        .params(code.value(), version)
        .update();
  }

  @Override
  public void write(List<Saved<Jurisdiction>> changes) {
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
    rows.update(
        insert,
        Saved.values(Saved.Effect.CREATED, changes),
        (statement, one) -> {
          statement.setString(1, one.code().value());
          bind(statement, 2, one);
        });
    rows.update(
        update,
        Saved.values(Saved.Effect.CHANGED, changes),
        (statement, one) -> {
          bind(statement, 1, one);
          statement.setString(6, one.code().value());
        });
  }

  private static void bind(PreparedStatement statement, int from, Jurisdiction one)
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

  static int digits(JurisdictionCode.Level level) {
    return switch (level) {
      case PROVINCE -> 2;
      case CITY -> 4;
      case COUNTY -> 6;
      case TOWN -> 9;
      case VILLAGE -> 12;
      case GRID -> 15;
    };
  }

  static Jurisdiction read(ResultSet row) throws SQLException {
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
