package muster.dispatch.alert.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Deadline;
import muster.dispatch.alert.postgres.DeadlineTable;
import muster.dispatch.alert.postgres.StatementBatch;

/** Which deadlines come and go with what has happened to an alert. */
final class DeadlineChanges {
  private DeadlineChanges() {}

  static void write(StatementBatch batch, AlertState before, AlertState.Issued after) {
    UUID alertId = after.issued().alertId();
    List<Deadline> deadlinesBefore = before.deadlines();
    List<Deadline> deadlines = after.deadlines();
    DeadlineTable.schedule(batch, alertId, added(deadlinesBefore, deadlines));
    boolean over = after instanceof AlertState.Ended;
    DeadlineTable.forget(batch, alertId, over ? deadlinesBefore : met(deadlinesBefore, deadlines));
  }

  private static List<Deadline> added(List<Deadline> before, List<Deadline> after) {
    Set<String> known = new LinkedHashSet<>();
    before.forEach(deadline -> known.add(deadline.key()));
    return after.stream().filter(deadline -> !known.contains(deadline.key())).toList();
  }

  /**
   * A deadline that is not needed any more finds that out when it comes; but these are a minute or
   * more away when somebody is on scene, on the way, or has accepted the alert.
   */
  private static List<Deadline> met(List<Deadline> before, List<Deadline> after) {
    return added(after, before).stream()
        .filter(
            deadline ->
                deadline instanceof Deadline.ResponseTarget
                    || deadline instanceof Deadline.Reminder
                    || deadline instanceof Deadline.TellingAgain)
        .toList();
  }
}
