package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import muster.dispatch.alert.AlertState.Running;

/** Which timers a running alert needs. */
final class AlertDeadlines {
  private AlertDeadlines() {}

  static List<Deadline> of(Running alert) {
    List<Deadline> deadlines = new ArrayList<>();
    Instant answerBy = alert.answerBy();
    if (answerBy != null && waitsForAnswers(alert)) {
      deadlines.add(new Deadline.WaveDeadline(alert.wave(), answerBy));
    }
    SequencedSet<Instant> reachBy = new LinkedHashSet<>();
    for (Task task : alert.tasks().values()) {
      if (waitsForReceipt(task)) {
        reachBy.add(reachBy(alert, task));
      }
    }
    for (Instant at : reachBy) {
      deadlines.add(new Deadline.ReachDeadline(at));
    }
    Escalation escalation = alert.escalation();
    if (escalation != null) {
      deadlines.add(
          new Deadline.LookAgain(
              alert.opening().nth(), escalation.at().plus(Deadline.LookAgain.EVERY)));
      if (escalation.isToldAgain() && !alert.covered()) {
        deadlines.add(
            new Deadline.TellingAgain(
                alert.opening().nth(), escalation.told(), escalation.toldAgainAt()));
      }
    }
    ReminderRules.findNext(alert).map(Deadline.Reminder::new).ifPresent(deadlines::add);
    if (!alert.times().settled()) {
      deadlines.add(
          new Deadline.ResponseTarget(
              alert.opening().nth(),
              alert.opening().at().plus(alert.issued().terms().responseTarget())));
    }
    deadlines.add(
        new Deadline.Expiry(
            alert.opening().nth(), alert.opening().at().plus(alert.issued().terms().expiry())));
    return List.copyOf(deadlines);
  }

  /** Who has confirmed nothing, though the time to confirm was over by then. */
  static List<Task> listSilent(Running alert, Instant until) {
    return alert.listTasks(task -> waitsForReceipt(task) && !reachBy(alert, task).isAfter(until));
  }

  private static boolean waitsForReceipt(Task task) {
    return task.state() == TaskState.OFFERED && !task.reached();
  }

  static Instant reachBy(Running alert, Task task) {
    return task.offeredAt().plus(alert.issued().terms().reachDeadline());
  }

  /**
   * Covered, the wave only waits for a standby; escalated, no further wave opens by itself, so the
   * end of this one changes nothing.
   */
  private static boolean waitsForAnswers(Running alert) {
    return alert.covered()
        ? alert.count(WaveRules::waitsWithItsWave) > 0
        : alert.escalatedTo() == null;
  }
}
