package muster.volunteer.database;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/** Statements about many rows at once: one round trip instead of one for each. */
public final class Rows {
  private final JdbcTemplate jdbc;

  public Rows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param sql with one parameter, the array of keys
   */
  public <T> List<T> query(String sql, Collection<String> keys, RowMapper<T> mapper) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return jdbc.query(
        sql,
        statement ->
            statement.setArray(1, statement.getConnection().createArrayOf("text", keys.toArray())),
        mapper);
  }

  /**
   * By what the first column holds, of which each row has its own.
   *
   * @param sql with one parameter, the array of keys
   */
  public <T> Map<String, T> queryByKey(String sql, Collection<String> keys, RowMapper<T> mapper) {
    return query(
            sql, keys, (row, number) -> Map.entry(row.getString(1), mapper.mapRow(row, number)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The same statement for each item, in their order. */
  public <T> void update(
      String sql, List<T> items, ParameterizedPreparedStatementSetter<T> setter) {
    if (!items.isEmpty()) {
      jdbc.batchUpdate(sql, items, items.size(), setter);
    }
  }
}
