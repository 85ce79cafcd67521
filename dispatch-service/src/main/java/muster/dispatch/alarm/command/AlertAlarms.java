package muster.dispatch.alarm.command;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmId;
import muster.dispatch.alarm.AlarmRules;
import muster.dispatch.alarm.AlarmSigns;
import muster.dispatch.alarm.AlertFacts;
import muster.dispatch.alarm.Cause;
import muster.dispatch.alarm.NewAlarm;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Raises and ends the alarms of alerts. An event says only that an alert is to be looked at; what
 * stands is what it is like then. So an event that comes twice, late or together with others raises
 * nothing twice, and nothing that is over.
 */
public final class AlertAlarms {
  private static final int SWEPT_AT_ONCE = 200;

  private final AlarmTable table;
  private final AlarmWriter writer;
  private final Situations situations;
  private final TransactionOperations transactions;
  private final Clock clock;

  public AlertAlarms(
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

  /** An event with its id. */
  public record Happened(UUID eventId, DispatchEvent event) {}

  /** Those of the alerts that have to be looked at whatever has happened to them. */
  public Set<UUID> withStanding(Collection<UUID> alertIds) {
    return table.withStanding(alertIds);
  }

  /**
   * Looks at an alert.
   *
   * @param happened what has happened to it since the last look, in order; none to end alarms alone
   */
  public void look(UUID alertId, List<Happened> happened) {
    transactions.executeWithoutResult(
        _ -> {
          // First what stands and then the alert: what was raised for it by then is known here.
          List<Alarm> standing = table.lockStandingOf(alertId);
          situations.listFacts(List.of(alertId)).stream()
              .findFirst()
              .ifPresent(alert -> look(alert, standing, happened));
        });
  }

  private void look(AlertFacts alert, List<Alarm> standing, List<Happened> happened) {
    Instant now = clock.instant();
    List<Cause> causes = AlarmRules.causesOf(alert);
    boolean otherLead = happened.stream().anyMatch(one -> AlarmSigns.endsLeadGone(one.event()));
    for (Alarm alarm : standing) {
      if (isOver(alarm, alert, causes)
          || (otherLead && alarm.condition() == AlarmCondition.LEAD_GONE)) {
        writer.run(alarm, new AlarmCommand.End(), now);
      }
    }
    if (happened.isEmpty()) {
      return;
    }
    AlarmWriter.About about = new AlarmWriter.About(alert.alertId(), alert.number(), null);
    for (Cause cause : causes) {
      writer.raise(cause, firstSigns(cause, happened), about, now);
    }
    for (Happened one : happened) {
      for (AlarmSigns.Sign sign : AlarmSigns.of(one.event())) {
        if (sign.isMoment() && AlarmRules.outlives(sign.condition(), alert)) {
          writer.raiseOnce(moment(sign, one, alert), now);
        }
      }
    }
  }

  private static boolean isOver(Alarm alarm, AlertFacts alert, List<Cause> causes) {
    return AlarmRules.follows(alarm.condition())
        ? causes.stream().noneMatch(cause -> cause.isOf(alarm))
        : !AlarmRules.outlives(alarm.condition(), alert);
  }

  /** And the last event: the cause may have been there before, and has only not been seen. */
  private static List<UUID> firstSigns(Cause cause, List<Happened> happened) {
    AlarmSigns.Sign wanted = new AlarmSigns.Sign(cause.condition(), cause.subject());
    Instant since = cause.since();
    return Stream.concat(
            happened.stream()
                .filter(one -> since == null || !one.event().at().isBefore(since))
                .filter(one -> AlarmSigns.of(one.event()).contains(wanted)),
            Stream.of(happened.getLast()))
        .map(Happened::eventId)
        .distinct()
        .toList();
  }

  private static NewAlarm moment(AlarmSigns.Sign sign, Happened happened, AlertFacts alert) {
    return new NewAlarm(
        new AlarmId(sign.condition(), sign.subject(), happened.eventId()),
        AlarmRules.priorityOf(sign.condition(), alert.severity()),
        alert.alertId(),
        alert.number(),
        happened.event() instanceof DispatchEvent.ClueReceived clue ? clue.reportId() : null,
        alert.jurisdiction(),
        happened.event().at());
  }

  /** Ends what is over and of which nothing was heard: where that seems so, by another look. */
  public void sweep() {
    List<UUID> alerts = table.listAlertsWithStanding();
    for (int from = 0; from < alerts.size(); from += SWEPT_AT_ONCE) {
      List<UUID> some = alerts.subList(from, Math.min(from + SWEPT_AT_ONCE, alerts.size()));
      Map<UUID, List<Alarm>> standing =
          table.listStandingOf(some).stream()
              .collect(Collectors.groupingBy(alarm -> Objects.requireNonNull(alarm.alertId())));
      for (AlertFacts alert : situations.listFacts(some)) {
        List<Cause> causes = AlarmRules.causesOf(alert);
        if (standing.getOrDefault(alert.alertId(), List.of()).stream()
            .anyMatch(alarm -> isOver(alarm, alert, causes))) {
          look(alert.alertId(), List.of());
        }
      }
    }
  }

  /** Somebody has decided on the report. */
  public void reportDecided(UUID reportId) {
    transactions.executeWithoutResult(
        _ ->
            table
                .lockStanding(AlarmCondition.REPORT_OVERDUE, reportId.toString())
                .ifPresent(alarm -> writer.run(alarm, new AlarmCommand.End(), clock.instant())));
  }
}
