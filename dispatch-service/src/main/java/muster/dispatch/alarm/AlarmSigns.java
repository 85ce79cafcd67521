package muster.dispatch.alarm;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;

/** Which events an alarm may come from, so that all others can be passed over. */
public final class AlarmSigns {
  /** The events that may be a sign, by what they say; no others are. */
  public static final Set<Class<? extends Event>> CANDIDATES =
      Set.of(
          DispatchEvent.TaskUnreached.class,
          DispatchEvent.ResponseTargetMissed.class,
          DispatchEvent.AlertEscalated.class,
          DispatchEvent.DeliveryDoubtful.class,
          DispatchEvent.TaskHelpAsked.class,
          DispatchEvent.AlertUncovered.class,
          DispatchEvent.TaskUnstaffed.class,
          DispatchEvent.TaskReminded.class,
          DispatchEvent.ClueReceived.class,
          WaveOpened.class,
          WaveOpenedV2.class,
          DispatchEvent.TaskOffered.class);

  private AlarmSigns() {}

  /**
   * What an event is the first sign of, if it turns out to be so.
   *
   * @param subject of the alarm
   */
  public record Sign(AlarmCondition condition, String subject) {
    /** Whether it is one by itself, whatever the alert is like: it happened, and is to be seen. */
    public boolean isMoment() {
      return switch (condition) {
        case WAVE_SHORT, TEAM_REPLACED, CLUE -> true;
        case NOBODY_REACHED,
            ALERT_STUCK,
            TARGET_PASSED,
            WAVES_USED_UP,
            DELIVERY_OUT,
            HELP_CALLED,
            ESCALATION_OPEN,
            STREAM_LOST,
            TEAM_GONE,
            NOT_MOVING,
            REPORT_OVERDUE,
            CONSUMER_LAGS,
            OUTBOX_AGES,
            LEAD_GONE ->
            false;
      };
    }
  }

  public static List<Sign> of(DispatchEvent event) {
    return switch (event) {
      case DispatchEvent.TaskUnreached _ -> ofAlert(event, AlarmCondition.NOBODY_REACHED);
      case DispatchEvent.ResponseTargetMissed _ -> ofAlert(event, AlarmCondition.TARGET_PASSED);
      case DispatchEvent.AlertEscalated _ ->
          List.of(
              sign(AlarmCondition.WAVES_USED_UP, event.alertId()),
              sign(AlarmCondition.ESCALATION_OPEN, event.alertId()));
      case DispatchEvent.DeliveryDoubtful _ -> ofAlert(event, AlarmCondition.DELIVERY_OUT);
      case DispatchEvent.TaskHelpAsked help ->
          List.of(sign(AlarmCondition.HELP_CALLED, help.taskId()));
      // Handed on before: what was covered meanwhile is short again.
      case DispatchEvent.AlertUncovered _ ->
          List.of(
              sign(AlarmCondition.TEAM_GONE, event.alertId()),
              sign(AlarmCondition.WAVES_USED_UP, event.alertId()),
              sign(AlarmCondition.ESCALATION_OPEN, event.alertId()));
      case DispatchEvent.TaskUnstaffed task ->
          List.of(sign(AlarmCondition.TEAM_GONE, task.taskId()));
      case DispatchEvent.TaskReminded task ->
          List.of(sign(AlarmCondition.NOT_MOVING, task.taskId()));
      case DispatchEvent.ClueReceived clue -> List.of(sign(AlarmCondition.CLUE, clue.clueId()));
      case WaveOpened wave ->
          wave.trigger() == WaveOpened.Trigger.DEADLINE
                  || wave.trigger() == WaveOpened.Trigger.EXHAUSTED
              ? ofAlert(event, AlarmCondition.WAVE_SHORT)
              : List.of();
      case WaveOpenedV2 wave ->
          wave.trigger() == WaveOpenedV2.Trigger.DEADLINE
                  || wave.trigger() == WaveOpenedV2.Trigger.EXHAUSTED
              ? ofAlert(event, AlarmCondition.WAVE_SHORT)
              : List.of();
      case DispatchEvent.TaskOffered offered -> {
        UUID replaced = offered.replaces();
        yield replaced == null ? List.of() : List.of(sign(AlarmCondition.TEAM_REPLACED, replaced));
      }
      case DispatchEvent.AlertIssued _,
          DispatchEvent.AlertUpdated _,
          DispatchEvent.AlertChanged _,
          DispatchEvent.NoteAdded _,
          DispatchEvent.MessageSent _,
          DispatchEvent.RadioLineRead _,
          DispatchEvent.LeadTaken _,
          DispatchEvent.LeadLeft _,
          DispatchEvent.AlertCovered _,
          DispatchEvent.EscalationToldAgain _,
          DispatchEvent.EscalationAccepted _,
          DispatchEvent.AlertResolved _,
          DispatchEvent.AlertCancelled _,
          DispatchEvent.AlertExpired _,
          DispatchEvent.AlertMerged _,
          DispatchEvent.AlertTakenIn _,
          DispatchEvent.OutcomeCorrected _,
          DispatchEvent.AlertReopened _,
          DispatchEvent.TaskReckoned _,
          DispatchEvent.TaskReached _,
          DispatchEvent.TaskReachedAgain _,
          DispatchEvent.MemberAnswered _,
          DispatchEvent.MemberLeft _,
          DispatchEvent.TaskAcknowledged _,
          DispatchEvent.TaskPutOnStandby _,
          DispatchEvent.TaskPromoted _,
          DispatchEvent.TaskDeclined _,
          DispatchEvent.TaskWithdrawn _,
          DispatchEvent.TaskWithdrawnV2 _,
          DispatchEvent.TaskStaffedAgain _,
          DispatchEvent.TaskEnRoute _,
          DispatchEvent.TaskOnScene _,
          DispatchEvent.TaskHelpAcknowledged _,
          DispatchEvent.TaskTelephoned _,
          DispatchEvent.TaskCompleted _,
          DispatchEvent.TaskStoodDown _,
          DispatchEvent.TaskStoodDownV2 _,
          DispatchEvent.TaskPassedOn _,
          DispatchEvent.TaskTakenOver _,
          DispatchEvent.TaskReleased _,
          DispatchEvent.TaskAnsweredLate _ ->
          List.of();
    };
  }

  /** Whether the alert's lead is another one, or there again, since. */
  public static boolean endsLeadGone(DispatchEvent event) {
    return event instanceof DispatchEvent.LeadTaken || event instanceof DispatchEvent.LeadLeft;
  }

  private static List<Sign> ofAlert(DispatchEvent event, AlarmCondition condition) {
    return List.of(sign(condition, event.alertId()));
  }

  private static Sign sign(AlarmCondition condition, UUID subject) {
    return new Sign(condition, subject.toString());
  }
}
