package muster.notification.stream;

import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.contracts.dispatch.DispatchEvent.ResponseTargetMissed;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;

/** What somebody at a command center must act on; all else is a notice. */
public final class Alarms {
  private Alarms() {}

  public static boolean contain(DispatchEvent event) {
    return event instanceof TaskHelpAsked
        || event instanceof AlertEscalated
        || event instanceof EscalationToldAgain
        || event instanceof ResponseTargetMissed
        || event instanceof DeliveryDoubtful;
  }
}
