package muster.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what the broker has confirmed, while the next page is read: it has a thread and a session
 * of its own. It needs no lead, as what is confirmed may go, whoever leads by now.
 */
final class Eraser implements AutoCloseable {

  private final DataSource dataSource;
  private final OutboxTable table;
  private final OutboxRelaySettings settings;
  private final Wakeup wakeup;
  private final Thread thread;
  private final BlockingQueue<OutboxRow> confirmed = new LinkedBlockingQueue<>();
  private final BlockingQueue<OutboxRow> erased = new LinkedBlockingQueue<>();
  private volatile @Nullable Throwable failure;

  Eraser(DataSource dataSource, OutboxTable table, OutboxRelaySettings settings, Wakeup wakeup) {
    this.dataSource = dataSource;
    this.table = table;
    this.settings = settings;
    this.wakeup = wakeup;
    this.thread = Thread.ofVirtual().name("outbox-eraser").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Never waits. */
  void erase(OutboxRow row) {
    confirmed.add(row);
  }

  boolean hasNews() {
    return !erased.isEmpty() || failure != null;
  }

  /**
   * Those that are gone since the last call.
   *
   * @throws SQLException if no more will go
   */
  List<OutboxRow> takeErased() throws SQLException {
    Throwable cause = failure;
    if (cause != null) {
      throw new SQLException("deleting what the broker confirmed", cause);
    }
    List<OutboxRow> gone = new ArrayList<>();
    erased.drainTo(gone);
    return gone;
  }

  private void run() {
    try (RelaySession session = RelaySession.open(dataSource, table, settings)) {
      while (!Thread.currentThread().isInterrupted()) {
        OutboxRow first = confirmed.poll(settings.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
          session.ping(); // a silent session is ended by the server
        } else {
          List<OutboxRow> rows = new ArrayList<>();
          rows.add(first);
          confirmed.drainTo(rows);
          session.delete(rows.stream().map(OutboxRow::sequence).toList());
          erased.addAll(rows);
          wakeup.nudge();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException | Error e) { // told to the leader, which goes on
      failure = e;
      wakeup.nudge();
    }
  }

  /**
   * Does not wait. What is confirmed and still there is published again by whoever leads next; the
   * driver ends the connection of a virtual thread that is interrupted while it waits for an
   * answer.
   */
  @Override
  public void close() {
    thread.interrupt();
  }
}
