package muster.dispatch.alert.postgres;

import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import muster.dispatch.alert.Deadline;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes deadlines into db-scheduler's table, in the transaction that makes them necessary.
 *
 * <p>Not through its client: that looks for each row before it inserts it, and its batch fails, and
 * with it the transaction, when one row is there already. A deadline that is there already is no
 * failure: it has the same moment, or is being executed and waits for the alert's lock.
 */
public final class DeadlineTable {
  public static final String TASK_NAME = "alert-deadline";

  private final JdbcTemplate jdbc;

  public DeadlineTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public static String instance(UUID alertId, String key) {
    return alertId + "/" + key;
  }

  public void schedule(UUID alertId, List<Deadline> deadlines) {
    if (deadlines.isEmpty()) {
      return;
    }
    jdbc.execute(
        (Connection connection) ->
            connection.prepareStatement(
                """
                insert into scheduled_tasks
                  (task_name, task_instance, execution_time, picked, version)
                values (?, ?, ?, false, 1)
                on conflict do nothing\
                """),
        insert -> {
          for (Deadline deadline : deadlines) {
            insert.setString(1, TASK_NAME);
            insert.setString(2, instance(alertId, deadline.key()));
            insert.setObject(3, deadline.at().atOffset(ZoneOffset.UTC));
            insert.addBatch();
          }
          return insert.executeBatch();
        });
  }

  /** Those of an alert that is over; one that is being executed finds nothing to do. */
  public void forget(UUID alertId, Collection<Deadline> deadlines) {
    if (!deadlines.isEmpty()) {
      jdbc.update(
          """
          delete from scheduled_tasks
          where task_name = ? and task_instance = any (?::text[]) and not picked
          """,
          TASK_NAME,
          deadlines.stream()
              .map(deadline -> instance(alertId, deadline.key()))
              .toArray(String[]::new));
    }
  }
}
