package muster.dispatch.alarm.command;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmId;
import muster.dispatch.alarm.AlarmRejection;
import muster.dispatch.alarm.AlarmRules;
import muster.dispatch.alarm.AlertFacts;
import muster.dispatch.alarm.NewAlarm;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** What the desks do about alarms. */
public final class AlarmCommands {
  private final AlarmTable table;
  private final AlarmWriter writer;
  private final Situations situations;
  private final TransactionOperations transactions;
  private final Clock clock;

  public AlarmCommands(
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

  /** What somebody responsible for the jurisdiction should see, behind the last one known. */
  public List<Alarm> list(JurisdictionCode within, @Nullable AlarmId after, int limit) {
    return table.list(within, clock.instant().minus(Alarm.IN_SIGHT), after, limit);
  }

  /**
   * That of this id; of what pages find also the one that stands for the same subject, for two
   * pages may not know the same event as its first.
   */
  public Optional<Alarm> find(AlarmId id) {
    Optional<Alarm> found = table.find(id);
    return found.isPresent() || !AlarmRules.isFoundByPages(id.condition())
        ? found
        : table.findStanding(id.condition(), id.subject());
  }

  /** Empty if there is no such alarm. */
  public Optional<AlarmResult> run(AlarmId id, AlarmCommand command) {
    return within(() -> table.lock(id).map(alarm -> writer.run(alarm, command, clock.instant())));
  }

  /**
   * The same for an alarm that pages have found and nobody has told of yet: it is written down with
   * the first that is done about it, so that all desks know.
   *
   * @param where whose alarm it is
   */
  public AlarmResult runOnFound(AlarmId id, JurisdictionCode where, AlarmCommand command) {
    return within(
        () -> {
          Instant now = clock.instant();
          Optional<Alarm> standing = table.lockStanding(id.condition(), id.subject());
          if (standing.isPresent()) {
            return writer.run(
                standing.get(), command, now); // another desk was there a moment before
          }
          if (table.find(id).isEmpty()) {
            AlarmWriter.About about = about(id);
            if (about == null) {
              return new AlarmResult.Refused(AlarmRejection.GONE);
            }
            writer.raiseOnce(
                new NewAlarm(
                    id,
                    AlarmRules.priorityOf(id.condition(), Severity.MINOR),
                    about.alertId(),
                    about.number(),
                    about.reportId(),
                    where,
                    null),
                now);
          }
          return writer.run(table.lock(id).orElseThrow(), command, now);
        });
  }

  /** Null if the alert is over, so that nobody need lead it. */
  private AlarmWriter.@Nullable About about(AlarmId id) {
    UUID subject = UUID.fromString(id.subject());
    if (id.condition() == AlarmCondition.REPORT_OVERDUE) {
      return new AlarmWriter.About(null, null, subject);
    }
    return situations.listFacts(List.of(subject)).stream()
        .filter(AlertFacts::isRunning)
        .findFirst()
        .map(alert -> new AlarmWriter.About(alert.alertId(), alert.number(), null))
        .orElse(null);
  }

  private <T> T within(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
