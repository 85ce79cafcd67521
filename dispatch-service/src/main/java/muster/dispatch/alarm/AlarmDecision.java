package muster.dispatch.alarm;

import java.util.List;
import muster.contracts.dispatch.AlarmEvent;

/** What comes of a command. */
public sealed interface AlarmDecision {
  /**
   * @param events none if the alarm is so already
   */
  record Accepted(List<AlarmEvent> events) implements AlarmDecision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused(AlarmRejection rejection) implements AlarmDecision {}
}
