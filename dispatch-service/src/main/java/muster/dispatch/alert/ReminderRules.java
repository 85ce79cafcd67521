package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent.TaskReminded;
import muster.dispatch.alert.AlertCommand.RemindTeams;
import muster.dispatch.alert.AlertState.Running;

/** A team that is in and does not say that it is on its way is reminded, once. */
final class ReminderRules {
  private ReminderRules() {}

  static Decision remind(PendingDecision pending, RemindTeams command) {
    Duration after = pending.alert().issued().terms().reminderAfter();
    if (after != null) {
      for (Task task : pending.alert().listTasks(ReminderRules::waits)) {
        if (!task.changedAt().plus(after).isAfter(command.dueUntil())) {
          pending.add(new TaskReminded(pending.alertId(), pending.now(), task.id(), task.teamId()));
        }
      }
    }
    return pending.accepted();
  }

  /** When the first of them is to be reminded; the others have their turn after that. */
  static Optional<Instant> findNext(Running alert) {
    Duration after = alert.issued().terms().reminderAfter();
    return after == null
        ? Optional.empty()
        : alert.tasks().values().stream()
            .filter(ReminderRules::waits)
            .map(task -> task.changedAt().plus(after))
            .min(Comparator.naturalOrder());
  }

  private static boolean waits(Task task) {
    Instant reminded = task.remindedAt();
    return task.state() == TaskState.ACKNOWLEDGED
        && (reminded == null || reminded.isBefore(task.changedAt()));
  }
}
