package muster.dispatch.alarm.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmEvent.AlarmRaised;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmDecider;
import muster.dispatch.alarm.AlarmDecision;
import muster.dispatch.alarm.AlarmId;
import muster.dispatch.alarm.Cause;
import muster.dispatch.alarm.NewAlarm;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import org.jspecify.annotations.Nullable;

/** Writes alarms and their events, in the transaction that is open. */
final class AlarmWriter {
  private final AlarmTable table;
  private final EventOutbox outbox;

  AlarmWriter(AlarmTable table, EventOutbox outbox) {
    this.table = table;
    this.outbox = outbox;
  }

  /** What an alarm is about, beside its cause. */
  record About(@Nullable UUID alertId, @Nullable Integer number, @Nullable UUID reportId) {
    static final About SYSTEM = new About(null, null, null);
  }

  /**
   * Raises an alarm for the cause, unless one stands for it. One that went a moment ago is back;
   * one that stands for an earlier cause of the same kind is over.
   *
   * @param first the events that it may come from; of those that are read again some have raised
   *     alarms that are over
   */
  void raise(Cause cause, List<UUID> first, About about, Instant now) {
    Optional<Alarm> standing = table.lockStanding(cause.condition(), cause.subject());
    if (standing.isPresent()) {
      if (cause.isOf(standing.get())) {
        return;
      }
      run(standing.get(), new AlarmCommand.End(), now);
    }
    Optional<Alarm> lately =
        table
            .lockGone(cause.condition(), cause.subject(), now.minus(Alarm.ONE_ALARM))
            .filter(cause::isOf);
    if (lately.isPresent()) {
      run(lately.get(), new AlarmCommand.Return(), now);
      return;
    }
    for (UUID event : first) {
      NewAlarm alarm =
          new NewAlarm(
              new AlarmId(cause.condition(), cause.subject(), event),
              cause.priority(),
              about.alertId(),
              about.number(),
              about.reportId(),
              cause.jurisdiction(),
              cause.since());
      if (insert(alarm, now)) {
        return;
      }
    }
  }

  /** Raises one for what has happened, once however often that is heard. */
  void raiseOnce(NewAlarm alarm, Instant now) {
    if (table.find(alarm.id()).isEmpty()) {
      table
          .lockStanding(alarm.id().condition(), alarm.id().subject())
          .ifPresent(earlier -> run(earlier, new AlarmCommand.End(), now));
      insert(alarm, now);
    }
  }

  /** False if there is one of this id, or somebody else has just raised one for the subject. */
  private boolean insert(NewAlarm alarm, Instant now) {
    AlarmRaised raised = AlarmDecider.raise(alarm, now);
    boolean isNew = table.insert(Alarm.of(raised, alarm.since()));
    if (isNew) {
      outbox.append(List.of(raised), 1);
    }
    return isNew;
  }

  /**
   * @param alarm whose row is locked
   */
  AlarmResult run(Alarm alarm, AlarmCommand command, Instant now) {
    return switch (AlarmDecider.decide(alarm, command, now)) {
      case AlarmDecision.Accepted(List<AlarmEvent> events) ->
          new AlarmResult.Done(save(alarm, events));
      case AlarmDecision.Refused(var rejection) -> new AlarmResult.Refused(rejection);
    };
  }

  private Alarm save(Alarm before, List<AlarmEvent> events) {
    Alarm after = before;
    for (AlarmEvent event : events) {
      after = after.after(event);
    }
    if (!events.isEmpty()) {
      table.update(after);
      outbox.append(events, before.version() + 1);
    }
    return after;
  }
}
