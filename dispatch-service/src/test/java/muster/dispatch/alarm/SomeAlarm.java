package muster.dispatch.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;

/** An alarm with what is done about it, second by second. */
final class SomeAlarm {
  static final Instant T0 = SomeAlert.T0;

  private Alarm alarm;
  private Instant now = T0;
  private List<AlarmEvent> last = List.of();
  private final List<AlarmRejection> refused = new ArrayList<>();

  private SomeAlarm(Alarm alarm) {
    this.alarm = alarm;
  }

  static SomeAlarm raised(AlarmPriority priority, String jurisdiction) {
    UUID alert = UUID.randomUUID();
    NewAlarm fresh =
        new NewAlarm(
            new AlarmId(AlarmCondition.TARGET_PASSED, alert.toString(), UUID.randomUUID()),
            priority,
            alert,
            40_317,
            null,
            new JurisdictionCode(jurisdiction),
            null);
    return new SomeAlarm(Alarm.of(AlarmDecider.raise(fresh, T0), null));
  }

  static Alarm standingFor(Cause cause, UUID alertId) {
    NewAlarm fresh =
        new NewAlarm(
            new AlarmId(cause.condition(), cause.subject(), UUID.randomUUID()),
            cause.priority(),
            alertId,
            null,
            null,
            cause.jurisdiction(),
            cause.since());
    return Alarm.of(AlarmDecider.raise(fresh, T0), cause.since());
  }

  SomeAlarm after(int seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  SomeAlarm acknowledgedBy(String account) {
    return does(new AlarmCommand.Acknowledge(account, "Name of " + account));
  }

  SomeAlarm shelvedBy(String account, int minutes, String reason) {
    return does(
        new AlarmCommand.Shelve(
            account, "Name of " + account, Duration.ofMinutes(minutes), reason));
  }

  SomeAlarm unshelved() {
    return does(new AlarmCommand.EndShelving("o-1"));
  }

  SomeAlarm gone() {
    return does(new AlarmCommand.End());
  }

  SomeAlarm back() {
    return does(new AlarmCommand.Return());
  }

  SomeAlarm rings(boolean acted) {
    return does(new AlarmCommand.Ring(acted));
  }

  private SomeAlarm does(AlarmCommand command) {
    switch (AlarmDecider.decide(alarm, command, now)) {
      case AlarmDecision.Accepted(List<AlarmEvent> events) -> {
        last = events;
        long version = alarm.version();
        for (AlarmEvent event : events) {
          alarm = alarm.after(event);
        }
        if (alarm.version() != version + events.size()) {
          throw new AssertionError("version " + alarm.version());
        }
      }
      case AlarmDecision.Refused(AlarmRejection rejection) -> {
        last = List.of();
        refused.add(rejection);
      }
    }
    return this;
  }

  Alarm alarm() {
    return alarm;
  }

  /** What the last command has made happen. */
  List<String> happened() {
    return last.stream().map(event -> EventCodec.nameOf(event.getClass())).toList();
  }

  List<AlarmEvent> events() {
    return last;
  }

  List<AlarmRejection> refused() {
    return refused;
  }
}
