package muster.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens, for the leading relay, to the wakes of the relays that stand by. Not needed for
 * correctness: while it has no connection, their records wait for the poll.
 */
final class WakeListener implements AutoCloseable {

  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

  /** Quiet for as long, it asks whether the connection is still there. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final OutboxTable table;
  private final OutboxRelaySettings settings;
  private final Wakeup wakeup;
  private final RelayJournal journal;
  private final Thread thread;
  private volatile boolean closed;

  WakeListener(
      DataSource dataSource,
      OutboxTable table,
      OutboxRelaySettings settings,
      Wakeup wakeup,
      RelayJournal journal) {
    this.dataSource = dataSource;
    this.table = table;
    this.settings = settings;
    this.wakeup = wakeup;
    this.journal = journal;
    this.thread = Thread.ofVirtual().name("outbox-wake-listener").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException | RuntimeException | Error failure) {
        if (!closed) {
          journal.failed("listening to wakes", failure);
          pause();
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    boolean autoCommitBefore = connection.getAutoCommit();
    int networkTimeoutBefore = connection.getNetworkTimeout();
    connection.setAutoCommit(true);
    connection.setNetworkTimeout(Runnable::run, (int) settings.databaseTimeout().toMillis());
    PGConnection notifications = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + table.channel());
      wakeup.rowsCommitted(); // for the wakes that came before
      long pingAt = System.nanoTime() + PING_INTERVAL.toNanos();
      while (!closed) {
        PGNotification[] received =
            notifications.getNotifications((int) settings.pollInterval().toMillis());
        if (received != null && received.length > 0) {
          wakeup.rowsCommitted();
        } else if (System.nanoTime() - pingAt > 0) {
          statement.execute("select 1");
          pingAt = System.nanoTime() + PING_INTERVAL.toNanos();
        }
      }
      statement.execute("unlisten " + table.channel());
      connection.setAutoCommit(autoCommitBefore);
      connection.setNetworkTimeout(Runnable::run, networkTimeoutBefore);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_INTERVAL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not wait: the thread ends by itself within a poll interval. */
  @Override
  public void close() {
    closed = true;
  }
}
