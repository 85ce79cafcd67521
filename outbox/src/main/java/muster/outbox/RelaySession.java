package muster.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.postgresql.util.PGobject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay's database connection: it holds the lead (a session advisory lock) and does all the
 * reading. That is the fence: whoever has lost the lock has lost the connection, and cannot read
 * another row to send. Used by the relay's thread alone; only {@link #abort()} may be called from
 * elsewhere. The {@link Eraser} has another one, which never leads.
 */
final class RelaySession implements AutoCloseable {

  /** Counting stops here: a gauge need not tell a hundred thousand rows from a million. */
  static final int BACKLOG_COUNT_LIMIT = 100_000;

  /**
   * How this session differs. Deletes need not be durable at once: a row that comes back after a
   * crash of the server is published twice, which is allowed. The planner is told what it cannot
   * know, as statistics taken of a queue while it was empty make it sort a million rows for each
   * page; and a plan is made for the values at hand, as nobody knows beforehand how many rows an
   * array names.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "synchronous_commit", "off",
          "plan_cache_mode", "force_custom_plan",
          "enable_seqscan", "off",
          "enable_bitmapscan", "off",
          "enable_sort", "off");

  /**
   * How long after the last sign of life the server ends the session and so gives the lock away: of
   * a relay whose process hangs (it should have polled), and of one whose machine vanished. Longer
   * than {@code databaseTimeout}, after which this side has stopped.
   */
  private static final Duration SILENCE = Duration.ofSeconds(11);

  /**
   * Sooner ends for those who vanish while a statement runs. Not every platform has all of them.
   */
  private static final Map<String, String> KEEPALIVE_SETTINGS =
      Map.of(
          "client_connection_check_interval", "1s",
          "tcp_keepalives_idle", "5",
          "tcp_keepalives_interval", "2",
          "tcp_keepalives_count", "3",
          "tcp_user_timeout", "11s");

  private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

  private final Connection connection;
  private final OutboxTable table;
  private final boolean autoCommitBefore;
  private final int networkTimeoutBefore;
  private final PreparedStatement read;
  private final PreparedStatement delete;
  private boolean broken;

  /** Rows waiting, age of the oldest, rows rejected; counts end at {@link #BACKLOG_COUNT_LIMIT}. */
  record Backlog(long rows, double oldestAgeSeconds, long rejectedRows) {}

  static RelaySession open(DataSource dataSource, OutboxTable table, OutboxRelaySettings settings)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      return new RelaySession(connection, table, settings);
    } catch (SQLException | RuntimeException | Error failure) {
      abort(connection);
      throw failure;
    }
  }

  private RelaySession(Connection connection, OutboxTable table, OutboxRelaySettings settings)
      throws SQLException {
    this.connection = connection;
    this.table = table;
    this.autoCommitBefore = connection.getAutoCommit();
    this.networkTimeoutBefore = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (int) settings.databaseTimeout().toMillis());
    connection.setAutoCommit(true);
    for (var setting : SETTINGS.entrySet()) {
      set(setting.getKey(), setting.getValue());
    }
    set("idle_session_timeout", settings.pollInterval().plus(SILENCE).toMillis() + "ms");
    for (var setting : KEEPALIVE_SETTINGS.entrySet()) {
      try {
        set(setting.getKey(), setting.getValue());
      } catch (SQLException unsupported) {
        log.debug("{}: {}", setting.getKey(), unsupported.getMessage());
      }
    }
    this.read = connection.prepareStatement(table.read());
    this.delete = connection.prepareStatement(table.delete());
  }

  /** True from the first success on for as long as this session lives. */
  boolean tryLead() throws SQLException {
    return watched(
        () -> {
          try (PreparedStatement lock =
              connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, table.lockName());
            try (ResultSet result = lock.executeQuery()) {
              return result.next() && result.getBoolean(1);
            }
          }
        });
  }

  /**
   * In a transaction of its own: a NOTIFY makes commits wait for each other in the whole server.
   */
  void wakeLeader() throws SQLException {
    watched(
        () -> {
          try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, '')")) {
            notify.setString(1, table.channel());
            return notify.execute();
          }
        });
  }

  List<OutboxRow> read(
      Collection<Long> taken,
      Collection<String> heldTopics,
      int maxRows,
      int maxBytes,
      int maxRecordBytes)
      throws SQLException {
    return watched(
        () -> {
          read.setInt(1, maxRecordBytes);
          read.setObject(2, ranges(taken));
          read.setArray(3, connection.createArrayOf("text", heldTopics.toArray()));
          read.setInt(4, maxRows);
          read.setInt(5, maxBytes);
          List<OutboxRow> page = new ArrayList<>();
          try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
              Array headers = rows.getArray(5);
              page.add(
                  new OutboxRow(
                      rows.getLong(1),
                      rows.getString(2),
                      rows.getString(3),
                      rows.getBytes(4),
                      (String[]) headers.getArray(),
                      rows.getInt(6)));
            }
          }
          return page;
        });
  }

  void delete(Collection<Long> sequences) throws SQLException {
    watched(
        () -> {
          delete.setArray(1, bigints(sequences));
          return delete.executeUpdate();
        });
  }

  void reject(long sequence, String reason) throws SQLException {
    watched(
        () -> {
          try (PreparedStatement reject = connection.prepareStatement(table.reject())) {
            reject.setLong(1, sequence);
            reject.setString(2, reason);
            return reject.executeUpdate();
          }
        });
  }

  Backlog backlog() throws SQLException {
    return watched(
        () -> {
          try (PreparedStatement backlog = connection.prepareStatement(table.backlog())) {
            backlog.setInt(1, BACKLOG_COUNT_LIMIT);
            backlog.setInt(2, BACKLOG_COUNT_LIMIT);
            try (ResultSet result = backlog.executeQuery()) {
              result.next();
              return new Backlog(result.getLong(1), result.getDouble(2), result.getLong(3));
            }
          }
        });
  }

  /** Fails if the connection, and so the lock, is gone. */
  void ping() throws SQLException {
    watched(
        () -> {
          try (Statement ping = connection.createStatement()) {
            return ping.execute("select 1");
          }
        });
  }

  /** Gives a healthy connection back to its pool as it was, without the lock; ends any other. */
  @Override
  public void close() {
    if (broken) {
      abort();
      return;
    }
    try {
      read.close();
      delete.close();
      try (Statement reset = connection.createStatement()) {
        reset.execute("select pg_advisory_unlock_all()");
        for (String name : SETTINGS.keySet()) {
          reset.execute("reset " + name);
        }
        reset.execute("reset idle_session_timeout");
        for (String name : KEEPALIVE_SETTINGS.keySet()) {
          reset.execute("reset " + name);
        }
      }
      connection.setAutoCommit(autoCommitBefore);
      connection.setNetworkTimeout(Runnable::run, networkTimeoutBefore);
      connection.close();
    } catch (SQLException failure) {
      log.debug("ending the session by force", failure);
      abort();
    }
  }

  void abort() {
    abort(connection);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
      connection.close(); // a pool must learn of it, too
    } catch (SQLException failure) {
      log.debug("aborting the connection", failure);
    }
  }

  private void set(String name, String setting) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
      set.setString(1, name);
      set.setString(2, setting);
      set.execute();
    }
  }

  /** As ranges, as most lie beside each other: a few numbers instead of thousands for each page. */
  private static PGobject ranges(Collection<Long> sequences) throws SQLException {
    long[] ascending = sequences.stream().mapToLong(Long::longValue).sorted().toArray();
    StringJoiner ranges = new StringJoiner(",", "{", "}");
    for (int from = 0; from < ascending.length; ) {
      int to = from;
      while (to + 1 < ascending.length && ascending[to + 1] == ascending[to] + 1) {
        to++;
      }
      ranges.add("[" + ascending[from] + "," + ascending[to] + "]");
      from = to + 1;
    }
    PGobject parameter = new PGobject();
    parameter.setType("int8multirange");
    parameter.setValue(ranges.toString());
    return parameter;
  }

  private Array bigints(Collection<Long> numbers) throws SQLException {
    return connection.createArrayOf("bigint", numbers.toArray());
  }

  private interface DatabaseWork<T> {
    T run() throws SQLException;
  }

  /**
   * After any failure the session is not used again: whether it still holds the lock is unknown.
   */
  private <T> T watched(DatabaseWork<T> work) throws SQLException {
    try {
      return work.run();
    } catch (SQLException | RuntimeException | Error failure) {
      broken = true;
      throw failure;
    }
  }
}
