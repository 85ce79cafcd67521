package muster.dispatch.alert.deadline;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import muster.dispatch.alert.command.BusyTeams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Lets this instance see which teams other instances have called; each instance does it. */
public final class BusyTeamsRefresh implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BusyTeamsRefresh.class);
  private static final int PERIOD_SECONDS = 5;

  private final BusyTeams busyTeams;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("busy-teams").daemon().factory());

  public BusyTeamsRefresh(BusyTeams busyTeams) {
    this.busyTeams = busyTeams;
  }

  /** Returns when it is known whom this instance's alerts held before it was started anew. */
  public void start() {
    refresh();
    var _ =
        timer.scheduleWithFixedDelay(
            this::refresh, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void refresh() {
    try {
      busyTeams.refresh();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Which teams are busy could not be read: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
