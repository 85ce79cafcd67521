package muster.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writing side. Append in the transaction that changes the aggregate, while holding the
 * aggregate's row lock (or having just inserted its row): that lock is what makes the order of the
 * records of one key the order of their commits. After the commit, call {@link OutboxRelay#wake()}.
 */
public final class Outbox {

  /** The protocol has room for 65,535 parameters of a statement. */
  static final int RECORDS_OF_AN_INSERT = 1_000;

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
   * Writes the records in the order given, a thousand in one round trip.
   *
   * @throws IllegalStateException if the connection is in auto-commit mode: the records would be
   *     published even if the change they tell of were rolled back
   */
  public void append(Connection connection, List<OutboxRecord> records) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException("append needs the transaction of the change it tells of");
    }
    for (Insert insert : inserts(records)) {
      try (PreparedStatement statement = connection.prepareStatement(insert.sql())) {
        for (int i = 0; i < insert.parameters().size(); i++) {
          statement.setObject(i + 1, insert.parameters().get(i));
        }
        statement.executeUpdate();
      }
    }
  }

  /**
   * The same for a writer that sends it together with statements of its own, in one round trip. It
   * is for the writer to see to it that this is the transaction of the change.
   *
   * @return in their order, each of at most {@value #RECORDS_OF_AN_INSERT} records
   */
  public List<Insert> inserts(List<OutboxRecord> records) {
    List<Insert> inserts = new ArrayList<>();
    for (int from = 0; from < records.size(); from += RECORDS_OF_AN_INSERT) {
      inserts.add(
          insert(records.subList(from, Math.min(from + RECORDS_OF_AN_INSERT, records.size()))));
    }
    return inserts;
  }

  private Insert insert(List<OutboxRecord> records) {
    List<@Nullable Object> parameters = new ArrayList<>(5 * records.size());
    for (OutboxRecord outboxRecord : records) {
      parameters.add(outboxRecord.topic());
      parameters.add(outboxRecord.key());
      parameters.add(outboxRecord.value());
      parameters.add(flatten(outboxRecord));
      parameters.add(outboxRecord.bytes());
    }
    return new Insert(table.append(records.size()), Collections.unmodifiableList(parameters));
  }

  /**
   * One statement.
   *
   * @param parameters of the classes that PostgreSQL's driver takes as they are
   */
  public record Insert(String sql, List<@Nullable Object> parameters) {}

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
