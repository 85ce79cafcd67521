package muster.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The rows that the relay has put aside, and their way back. What is put back comes after all that
 * was published of its key since.
 */
public final class RejectedRows {
  private final DataSource dataSource;
  private final OutboxTable table;

  /** Those of the table in schema {@code public}. */
  public RejectedRows(DataSource dataSource) {
    this(dataSource, OutboxTable.DEFAULT_SCHEMA);
  }

  public RejectedRows(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.table = new OutboxTable(schema);
  }

  /** What became of a row that was to be put back. */
  public sealed interface PutBack {
    /**
     * It is among the rows to be published.
     *
     * @param sequence its new one
     */
    record Done(long sequence) implements PutBack {}

    /** There is none of that sequence, or no longer. */
    record Unknown() implements PutBack {}

    /** An older one of the same key has to go first. */
    record OlderFirst(long sequence) implements PutBack {}
  }

  /** Where a row is that was put back. */
  public enum Place {
    WAITING,
    PUBLISHED
  }

  /** Behind that sequence, in their order. */
  public List<RejectedRow> list(long after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(table.listRejected())) {
      query.setLong(1, after);
      query.setInt(2, limit);
      try (ResultSet found = query.executeQuery()) {
        List<RejectedRow> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(read(found));
        }
        return rows;
      }
    }
  }

  public Optional<RejectedRow> find(long sequence) throws SQLException {
    return list(sequence - 1, 1).stream().filter(row -> row.sequence() == sequence).findFirst();
  }

  /** In one transaction. After it, {@link OutboxRelay#wake()} is called. */
  public PutBack putBack(long sequence) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        PutBack result = putBack(connection, sequence);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(before);
      }
    }
  }

  private PutBack putBack(Connection connection, long sequence) throws SQLException {
    OptionalLong older = number(connection, table.olderRejected(), sequence);
    if (older.isPresent()) {
      return new PutBack.OlderFirst(older.getAsLong());
    }
    OptionalLong moved = number(connection, table.putBack(), sequence);
    return moved.isPresent() ? new PutBack.Done(moved.getAsLong()) : new PutBack.Unknown();
  }

  /** Of a row that was put back and is not rejected. */
  public Place placeOf(long sequence) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return number(connection, table.waiting(), sequence).isPresent()
          ? Place.WAITING
          : Place.PUBLISHED;
    }
  }

  private static OptionalLong number(Connection connection, String sql, long parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, parameter);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private static RejectedRow read(ResultSet row) throws SQLException {
    return new RejectedRow(
        row.getLong("sequence"),
        row.getString("topic"),
        row.getString("key"),
        row.getInt("bytes"),
        row.getObject("appended_at", OffsetDateTime.class).toInstant(),
        row.getObject("rejected_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }
}
