package muster.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The writing side. Append in the transaction that changes the aggregate, while holding the
 * aggregate's row lock (or having just inserted its row): that lock is what makes the order of the
 * records of one key the order of their commits. After the commit, call {@link OutboxRelay#wake()}.
 */
public final class Outbox {

  private final OutboxTable table;

  /** The table in schema {@code public}. */
  public Outbox() {
    this(OutboxTable.DEFAULT_SCHEMA);
  }

  public Outbox(String schema) {
    this.table = new OutboxTable(schema);
  }

  public void append(Connection connection, OutboxRecord... records) throws SQLException {
    append(connection, List.of(records));
  }

  /**
   * Writes the records in the order given, in one round trip.
   *
   * @throws IllegalStateException if the connection is in auto-commit mode: the records would be
   *     published even if the change they tell of were rolled back
   */
  public void append(Connection connection, List<OutboxRecord> records) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException("append needs the transaction of the change it tells of");
    }
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(table.append())) {
      for (OutboxRecord outboxRecord : records) {
        insert.setString(1, outboxRecord.topic());
        insert.setString(2, outboxRecord.key());
        insert.setBytes(3, outboxRecord.value());
        Array headers = connection.createArrayOf("text", flatten(outboxRecord));
        insert.setArray(4, headers);
        insert.setInt(5, outboxRecord.bytes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String[] flatten(OutboxRecord outboxRecord) {
    List<String> flat = new ArrayList<>(2 * outboxRecord.headers().size());
    outboxRecord
        .headers()
        .forEach(
            (name, text) -> {
              flat.add(name);
              flat.add(text);
            });
    return flat.toArray(String[]::new);
  }
}
