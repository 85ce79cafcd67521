package muster.dispatch.alert.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import muster.dispatch.alert.Deadline;
import muster.dispatch.alert.DeadlineName;

/**
 * Writes deadlines into db-scheduler's table, in the transaction that makes them necessary.
 *
 * <p>Not through its client: that looks for each row before it inserts it, and its batch fails, and
 * with it the transaction, when one row is there already. A deadline that is there already is no
 * failure: it has the same moment, or is being executed and waits for the alert's lock.
 */
public final class DeadlineTable {
  private DeadlineTable() {}

  public static void schedule(StatementBatch batch, UUID alertId, List<Deadline> deadlines) {
    if (!deadlines.isEmpty()) {
      batch.add(
          """
          insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          select due.task, due.instance, due.at, false, 1
          from unnest(?::text[], ?::text[], ?::timestamptz[]) due (task, instance, at)
          on conflict do nothing\
          """,
          tasks(deadlines),
          instances(alertId, deadlines),
          deadlines.stream().map(deadline -> deadline.at().toString()).toArray(String[]::new));
    }
  }

  /** Those of an alert that is over; one that is being executed finds nothing to do. */
  public static void forget(StatementBatch batch, UUID alertId, Collection<Deadline> deadlines) {
    if (!deadlines.isEmpty()) {
      batch.add(
          """
          delete from scheduled_tasks
          using unnest(?::text[], ?::text[]) known (task, instance)
          where task_name = known.task and task_instance = known.instance and not picked\
          """,
          tasks(deadlines),
          instances(alertId, deadlines));
    }
  }

  private static String[] tasks(Collection<Deadline> deadlines) {
    return deadlines.stream().map(Deadline::task).toArray(String[]::new);
  }

  private static String[] instances(UUID alertId, Collection<Deadline> deadlines) {
    return deadlines.stream()
        .map(deadline -> new DeadlineName(alertId, deadline.key()).text())
        .toArray(String[]::new);
  }
}
