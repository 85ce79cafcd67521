package muster.volunteer.jurisdiction.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.database.Rows;
import muster.volunteer.jurisdiction.Outline;
import muster.volunteer.jurisdiction.command.OutlineTable;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Outlines in PostgreSQL, their coordinates as GeoJSON has them. */
public final class PostgresOutlineTable implements OutlineTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient client;
  private final Rows rows;

  public PostgresOutlineTable(JdbcTemplate jdbc) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
  }

  @Override
  public List<Lying> list(
      JurisdictionCode within, JurisdictionCode.@Nullable Level level, int limit) {
    return client
        .sql(
            """
            select j.*, o.crs, o.polygons, o.version as outline_version
            from jurisdictions j left join jurisdiction_outlines o using (code)
            where j.code like :within and (:digits = 0 or length(j.code) = :digits)
            order by j.code limit :limit
            """)
        .param("within", within.value() + "%")
        .param("digits", level == null ? 0 : PostgresJurisdictionTable.digits(level))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Lying(
                    PostgresJurisdictionTable.read(row),
                    row.getString("polygons") == null ? null : read(row, "outline_version")))
        .list();
  }

  @Override
  public Map<JurisdictionCode, Outline> lock(Collection<JurisdictionCode> codes) {
    return rows
        .query(
            "select * from jurisdiction_outlines where code = any (?) order by code for update",
            codes.stream().map(JurisdictionCode::value).toList(),
            (row, number) -> read(row, "version"))
        .stream()
        .collect(Collectors.toMap(Outline::code, Function.identity()));
  }

  @Override
  public void write(List<Saved<Outline>> changes) {
    List<Outline> sorted =
        changes.stream()
            .map(Saved::value)
            // In one order everywhere, or two imports of the same would wait for each other.
            .sorted(Comparator.comparing(outline -> outline.code().value()))
            .toList();
    rows.update(
        """
        insert into jurisdiction_outlines (code, crs, polygons, version) values (?, ?, ?, ?)
        on conflict (code) do update
        set crs = excluded.crs, polygons = excluded.polygons, version = excluded.version
        """,
        sorted,
        (statement, outline) -> {
          Crs crs = outline.crs();
          statement.setString(1, outline.code().value());
          statement.setString(2, crs == null ? null : crs.name());
          statement.setString(3, json(outline.polygons()));
          statement.setLong(4, outline.version());
        });
  }

  private static String json(List<List<List<GeoPoint>>> polygons) {
    return polygons.stream()
        .map(
            rings ->
                rings.stream()
                    .map(
                        ring ->
                            ring.stream()
                                .map(
                                    point -> "[" + point.longitude() + "," + point.latitude() + "]")
                                .collect(inBrackets()))
                    .collect(inBrackets()))
        .collect(inBrackets());
  }

  private static Collector<CharSequence, ?, String> inBrackets() {
    return Collectors.joining(",", "[", "]");
  }

  private static Outline read(ResultSet row, String version) throws SQLException {
    String crs = row.getString("crs");
    List<List<List<GeoPoint>>> polygons = new ArrayList<>();
    for (JsonNode polygon : JSON.readTree(row.getString("polygons"))) {
      List<List<GeoPoint>> rings = new ArrayList<>();
      for (JsonNode ring : polygon) {
        List<GeoPoint> points = new ArrayList<>();
        for (JsonNode point : ring) {
          points.add(new GeoPoint(point.get(1).asDouble(), point.get(0).asDouble()));
        }
        rings.add(points);
      }
      polygons.add(rings);
    }
    return new Outline(
        new JurisdictionCode(row.getString("code")),
        crs == null ? null : Crs.valueOf(crs),
        polygons,
        row.getLong(version));
  }
}
