package muster.dispatch.alert;

import java.util.List;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent.TaskReckoned;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
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

  /** The teams that have not answered are told how far it is for them now. */
  static void reckonAnew(PendingDecision pending, List<Pick> reckoned) {
    for (Task task : pending.alert().listTasks(task -> task.state() == TaskState.OFFERED)) {
      for (Pick pick : reckoned) {
        if (pick.teamId().equals(task.teamId())) {
          pending.add(
              new TaskReckoned(
                  pending.alertId(), pending.now(), task.id(), task.teamId(), pick.reason()));
        }
      }
    }
  }

  /**
   * One wave as large as the first is called at the other place, unless enough teams come: a wave
   * in which nobody is found is followed by the next one.
   */
  static void callAround(PendingDecision pending) {
    Running alert = pending.alert();
    if (!alert.covered() && alert.wideningWaves() < WaveRules.MAXIMUM_WAVES) {
      pending.need(CallOutRules.firstSizeWave(alert, Trigger.BY_HAND));
    }
  }
}
