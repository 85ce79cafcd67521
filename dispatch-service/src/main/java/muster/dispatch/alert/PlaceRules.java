package muster.dispatch.alert;

import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.TaskReckoned;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Pick;

/** What changed details mean for a call-out, above all another place. */
public final class PlaceRules {

  /** Within this a place is only said more exactly. */
  static final double MOVED_METERS = 100;

  private PlaceRules() {}

  /** True if whoever was called for the one place may be the wrong team for the other. */
  public static boolean isMoved(AlertDetails before, AlertDetails after) {
    return before.location().distanceMeters(after.location()) > MOVED_METERS;
  }

  /**
   * Whoever has a part in the alert is told of the details. At another place, the teams that have
   * not answered are told how far it is for them now, and one wave as large as the first is called
   * there, unless enough teams come: a wave in which nobody is found is followed by the next one.
   */
  static Decision update(PendingDecision pending, UpdateDetails update) {
    AlertDetails before = pending.alert().details();
    if (update.details().equals(before)) {
      return pending.accepted();
    }
    pending.add(new AlertUpdated(pending.alertId(), pending.now(), update.by(), update.details()));
    if (isMoved(before, update.details())) {
      reckonAnew(pending, update);
      Running alert = pending.alert();
      if (!alert.covered() && alert.wave() < WaveRules.MAXIMUM_WAVES) {
        pending.need(WaveRules.firstSizeWave(alert, Trigger.BY_HAND));
      }
    }
    return pending.accepted();
  }

  private static void reckonAnew(PendingDecision pending, UpdateDetails update) {
    for (Task task : pending.alert().listTasks(task -> task.state() == TaskState.OFFERED)) {
      for (Pick pick : update.reckoned()) {
        if (pick.teamId().equals(task.teamId())) {
          pending.add(
              new TaskReckoned(
                  pending.alertId(), pending.now(), task.id(), task.teamId(), pick.reason()));
        }
      }
    }
  }
}
