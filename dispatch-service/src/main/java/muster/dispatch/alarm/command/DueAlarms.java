package muster.dispatch.alarm.command;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlarmCondition;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.Alarm.Acknowledged;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmId;
import muster.dispatch.alarm.AlarmRules;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does what is due about alarms: high ones sound again, shelved ones are shelved no more. Their
 * moments are in their rows, and every instance looks: an alarm that tells of clocks that don't
 * ring must not wait for those. Who comes second finds that it is done.
 */
public final class DueAlarms {
  private static final int AT_ONCE = 200;

  /** What pages alone see begin, nobody here may see end. */
  private static final List<AlarmCondition> FOUND_BY_PAGES =
      Stream.of(AlarmCondition.values()).filter(AlarmRules::isFoundByPages).toList();

  private final AlarmTable table;
  private final AlarmWriter writer;
  private final Situations situations;
  private final TransactionOperations transactions;
  private final Clock clock;

  public DueAlarms(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      TransactionOperations transactions,
      Clock clock) {
    this.table = table;
    this.writer = new AlarmWriter(table, outbox);
    this.situations = situations;
    this.transactions = transactions;
    this.clock = clock;
  }

  public void ring() {
    for (AlarmId id : table.listDue(clock.instant(), AT_ONCE)) {
      transactions.executeWithoutResult(_ -> table.lock(id).ifPresent(this::ring));
    }
  }

  private void ring(Alarm alarm) {
    Instant now = clock.instant();
    Instant due = alarm.dueAt();
    if (due == null || due.isAfter(now)) {
      return;
    }
    AlarmResult result = writer.run(alarm, new AlarmCommand.Ring(hasActed(alarm)), now);
    if (result instanceof AlarmResult.Done(Alarm after) && after.equals(alarm)) {
      table.update(alarm.notDue());
    }
  }

  private boolean hasActed(Alarm alarm) {
    Acknowledged inHand = alarm.acknowledgement();
    UUID alertId = alarm.alertId();
    return inHand != null
        && alertId != null
        && situations.hasActed(alertId, inHand.account(), alarm.soundedAt());
  }

  /** Alarms of long ago. */
  public void forget() {
    Instant dayAgo = clock.instant().minus(Alarm.IN_SIGHT);
    List<AlarmId> left = table.listLeftStanding(FOUND_BY_PAGES, dayAgo);
    for (AlarmId id : left) {
      transactions.executeWithoutResult(
          _ ->
              table
                  .lock(id)
                  .ifPresent(alarm -> writer.run(alarm, new AlarmCommand.End(), clock.instant())));
    }
    // Twice as long, for an event that is read late is not to raise again what was seen.
    table.forget(dayAgo.minus(Alarm.IN_SIGHT));
  }
}
