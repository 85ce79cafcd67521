package muster.dispatch.alert;

import java.util.List;
import java.util.Set;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent.TaskReckoned;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Pick;

/** What changed details mean for a call-out, above all another place. */
public final class PlaceRules {

  /** Within this a place is only said more exactly. */
  static final double MOVED_METERS = 100;

  /** Of teams that are not there yet: how far it is for them depends on where the alert is. */
  static final Set<TaskState> RECKONED =
      Set.of(TaskState.OFFERED, TaskState.STANDBY, TaskState.ACKNOWLEDGED, TaskState.EN_ROUTE);

  private PlaceRules() {}

  /** True if whoever was called for the one place may be the wrong team for the other. */
  public static boolean isMoved(AlertDetails before, AlertDetails after) {
    return before.location().distanceMeters(after.location()) > MOVED_METERS;
  }

  /** Those who may still be on their way, or be called to it. */
  public static List<Task> listReckoned(AlertState.Issued alert) {
    return alert.listTasks(task -> RECKONED.contains(task.state()));
  }

  /**
   * They are told how far it is for them now. What a member has said of the own time of arrival
   * stays: nobody but the member knows better.
   */
  static void reckonAnew(PendingDecision pending, List<Pick> reckoned) {
    for (Task task : listReckoned(pending.alert())) {
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
