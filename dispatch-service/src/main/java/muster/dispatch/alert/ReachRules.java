package muster.dispatch.alert;

import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import muster.contracts.dispatch.DispatchEvent.TaskUnreached;
import muster.dispatch.alert.AlertCommand.ReachDeadlinePassed;
import muster.dispatch.alert.AlertState.Running;

/** What follows when teams have confirmed nothing in time. */
final class ReachRules {
  private ReachRules() {}

  /**
   * Teams of earlier waves are marked but not replaced, for a wider wave is out already; nor is a
   * team that was called by hand, whose place may have been given away before; nor anybody once
   * enough teams come. When most teams anywhere confirm nothing, those called in their place would
   * not either: nobody is, and a wave of which most are silent goes on to its deadline.
   */
  static Decision reachDeadlinePassed(PendingDecision pending, ReachDeadlinePassed command) {
    Running before = pending.alert();
    List<Task> unreached = before.listSilent(command.silentUntil());
    for (Task task : unreached) {
      pending.add(new TaskUnreached(pending.alertId(), pending.now(), task.id(), task.teamId()));
    }
    List<UUID> toReplace =
        unreached.stream()
            .filter(task -> task.wave() == before.wave() && task.assignedBy() == null)
            .map(Task::id)
            .toList();
    if (before.covered()) {
      return pending.accepted();
    }
    if (toReplace.isEmpty()) {
      WaveRules.settle(pending);
      return pending.accepted();
    }
    Deliveries deliveries = command.deliveries().withUnreached(unreached.size());
    if (deliveries.doubtful(before.deliveryDoubtful())) {
      if (!before.deliveryDoubtful()) {
        pending.add(
            new DeliveryDoubtful(
                pending.alertId(), pending.now(), deliveries.due(), deliveries.unreached()));
      }
      WaveRules.settle(pending);
      return pending.accepted();
    }
    int left = CallOutRules.replacementsLeft(before);
    if (left > 0) {
      pending.need(
          CallOutRules.replacement(
              pending.alert(), toReplace.subList(0, Math.min(left, toReplace.size()))));
    } else {
      WaveRules.settle(pending);
    }
    return pending.accepted();
  }
}
