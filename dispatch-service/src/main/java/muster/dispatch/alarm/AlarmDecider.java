package muster.dispatch.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmEvent.AlarmAcknowledged;
import muster.contracts.dispatch.AlarmEvent.AlarmGone;
import muster.contracts.dispatch.AlarmEvent.AlarmRaised;
import muster.contracts.dispatch.AlarmEvent.AlarmShelved;
import muster.contracts.dispatch.AlarmEvent.AlarmShelvingEnded;
import muster.contracts.dispatch.AlarmEvent.AlarmSoundedAgain;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.Alarm.Acknowledged;
import muster.dispatch.alarm.Alarm.Shelving;
import muster.dispatch.alarm.AlarmDecision.Accepted;
import muster.dispatch.alarm.AlarmDecision.Refused;
import org.jspecify.annotations.Nullable;

/** What a command makes of an alarm. */
public final class AlarmDecider {
  private static final AlarmDecision NOTHING = new Accepted(List.of());

  private AlarmDecider() {}

  public static AlarmDecision decide(Alarm alarm, AlarmCommand command, Instant now) {
    return switch (command) {
      case AlarmCommand.Acknowledge acknowledge -> acknowledge(alarm, acknowledge, now);
      case AlarmCommand.Shelve shelve -> shelve(alarm, shelve, now);
      case AlarmCommand.EndShelving end ->
          alarm.shelving() == null || alarm.isGone()
              ? NOTHING
              : accepted(shelvingEnded(alarm, end.account(), now));
      case AlarmCommand.End _ -> alarm.isGone() ? NOTHING : accepted(gone(alarm, now));
      case AlarmCommand.Return _ -> alarm.isGone() ? accepted(back(alarm, now)) : NOTHING;
      case AlarmCommand.Ring ring -> ring(alarm, ring, now);
    };
  }

  /** The event of a new one. */
  public static AlarmRaised raise(NewAlarm alarm, Instant now) {
    return new AlarmRaised(
        alarm.id().text(),
        now,
        alarm.id().condition(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.reportId(),
        alarm.jurisdiction(),
        alarm.priority(),
        alarm.number(),
        now);
  }

  /** Whoever was first has it in hand. What was only to be seen is gone with that. */
  private static AlarmDecision acknowledge(
      Alarm alarm, AlarmCommand.Acknowledge command, Instant now) {
    if (alarm.acknowledgement() != null) {
      return NOTHING;
    }
    List<AlarmEvent> events = new ArrayList<>();
    events.add(
        new AlarmAcknowledged(
            alarm.id().text(),
            now,
            alarm.condition(),
            alarm.id().subject(),
            alarm.alertId(),
            alarm.reportId(),
            alarm.jurisdiction(),
            command.account(),
            command.name()));
    if (alarm.priority() == AlarmPriority.LOW && !alarm.isGone()) {
      events.add(gone(alarm, now));
    }
    return new Accepted(events);
  }

  /** The same once more changes nothing: the request may have come twice. */
  private static AlarmDecision shelve(Alarm alarm, AlarmCommand.Shelve command, Instant now) {
    if (alarm.priority() == AlarmPriority.HIGH) {
      return new Refused(AlarmRejection.PRIORITY);
    }
    if (alarm.isGone()) {
      return new Refused(AlarmRejection.GONE);
    }
    Shelving known = alarm.shelving();
    if (known != null
        && known.account().equals(command.account())
        && known.reason().equals(command.reason())
        && known.until().equals(known.at().plus(command.time()))
        && known.at().plus(Alarm.ONE_ALARM).isAfter(now)) {
      return NOTHING;
    }
    return accepted(
        new AlarmShelved(
            alarm.id().text(),
            now,
            alarm.condition(),
            alarm.id().subject(),
            alarm.alertId(),
            alarm.reportId(),
            alarm.jurisdiction(),
            command.account(),
            command.name(),
            now.plus(command.time()),
            command.reason()));
  }

  private static AlarmDecision ring(Alarm alarm, AlarmCommand.Ring command, Instant now) {
    Instant due = alarm.dueAt();
    if (alarm.isGone() || due == null || due.isAfter(now)) {
      return NOTHING;
    }
    if (alarm.shelving() != null) {
      return accepted(shelvingEnded(alarm, null, now));
    }
    Acknowledged inHand = alarm.acknowledgement();
    if (alarm.priority() != AlarmPriority.HIGH || (inHand != null && command.acted())) {
      return NOTHING;
    }
    int level = Math.min(alarm.level() + 1, alarm.levelsAbove());
    if (inHand == null && level == alarm.level()) {
      return NOTHING;
    }
    return accepted(soundedAgain(alarm, level, inHand, now));
  }

  private static AlarmSoundedAgain soundedAgain(
      Alarm alarm, int level, @Nullable Acknowledged inHand, Instant now) {
    JurisdictionCode own = Objects.requireNonNull(alarm.jurisdiction(), "high, and nobody's");
    return new AlarmSoundedAgain(
        alarm.id().text(),
        now,
        alarm.condition(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.reportId(),
        own,
        level,
        level == 0 ? own : own.wider().skip(level - 1L).findFirst().orElseThrow(),
        inHand == null ? null : inHand.account());
  }

  private static AlarmShelvingEnded shelvingEnded(
      Alarm alarm, @Nullable String account, Instant now) {
    return new AlarmShelvingEnded(
        alarm.id().text(),
        now,
        alarm.condition(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.reportId(),
        alarm.jurisdiction(),
        account);
  }

  private static AlarmGone gone(Alarm alarm, Instant now) {
    return new AlarmGone(
        alarm.id().text(),
        now,
        alarm.condition(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.reportId(),
        alarm.jurisdiction());
  }

  private static AlarmRaised back(Alarm alarm, Instant now) {
    return new AlarmRaised(
        alarm.id().text(),
        now,
        alarm.condition(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.reportId(),
        alarm.jurisdiction(),
        alarm.priority(),
        alarm.number(),
        alarm.raisedAt());
  }

  private static AlarmDecision accepted(AlarmEvent event) {
    return new Accepted(List.of(event));
  }
}
