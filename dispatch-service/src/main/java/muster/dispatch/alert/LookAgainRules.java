package muster.dispatch.alert;

import muster.dispatch.alert.AlertCommand.LookAgain;
import muster.dispatch.alert.AlertState.Running;

/** Whether an alert that is short of teams looks who has come on duty or become free since. */
final class LookAgainRules {
  private LookAgainRules() {}

  /**
   * Only after the last wave: before it the next one looks farther. An offer waits until its time
   * is over, though the team may still answer it then. When most teams anywhere confirm nothing,
   * nobody else is called.
   */
  static Decision lookAgain(PendingDecision pending, LookAgain command) {
    Running alert = pending.alert();
    if (!alert.covered()
        && alert.escalatedTo() != null
        && WaveRules.offersLast(pending).isEmpty()
        && !command.deliveries().doubtful(alert.deliveryDoubtful())) {
      pending.need(CallOutRules.lookAgain(alert));
    }
    return pending.accepted();
  }
}
