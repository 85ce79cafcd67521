package muster.dispatch.alarm.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import muster.contracts.dispatch.AlarmCondition;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmCommand;
import muster.dispatch.alarm.AlarmRules;
import muster.dispatch.alarm.AlarmSettings;
import muster.dispatch.alarm.Cause;
import muster.dispatch.alarm.GroupLag;
import muster.dispatch.alarm.GroupReadings;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.StuckAlert;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks for what no event tells of: that nothing happens. Every instance does, for the one that
 * fails must not be the one that looks; of those that see the same one raises it. For one thread.
 */
public final class SystemWatch {
  /** A clock that has not rung by then is late. */
  private static final Duration LATE = Duration.ofSeconds(4);

  private final AlarmTable table;
  private final AlarmWriter writer;
  private final Situations situations;
  private final GroupReadings readings;
  private final AlarmSettings settings;
  private final String service;
  private final TransactionOperations transactions;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final Clock realTime;
  private final Map<String, GroupLag> lags = new HashMap<>();
  private Set<UUID> suspected = Set.of();
  private boolean begun;

  /**
   * @param service whose outbox it is
   * @param ids of alarms that come from no event
   * @param realTime which stories don't move: consumers don't read faster for it
   */
  public SystemWatch(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      GroupReadings readings,
      AlarmSettings settings,
      String service,
      TransactionOperations transactions,
      Supplier<UUID> ids,
      Clock clock,
      Clock realTime) {
    this.table = table;
    this.writer = new AlarmWriter(table, outbox);
    this.situations = situations;
    this.readings = readings;
    this.settings = settings;
    this.service = service;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** Not at the start: whatever has waited for this service is late then, and the start too. */
  public void look() {
    if (!begun) {
      begun = true;
      return;
    }
    lookAtOutbox();
    lookAtAlerts();
    lookAtConsumers();
  }

  private void lookAtOutbox() {
    boolean ages = situations.outboxAge().compareTo(settings.outboxAge()) >= 0;
    if (ages) {
      raise(AlarmRules.ofSystem(AlarmCondition.OUTBOX_AGES, service), AlarmWriter.About.SYSTEM);
    } else {
      endWhere(AlarmCondition.OUTBOX_AGES, alarm -> alarm.id().subject().equals(service));
    }
  }

  /**
   * Stuck is what is so at two looks: between them there was time to go on, also where the database
   * or the clock has just moved.
   */
  private void lookAtAlerts() {
    List<StuckAlert> found = situations.listStuck(clock.instant().minus(LATE));
    Set<UUID> now = new HashSet<>();
    for (StuckAlert alert : found) {
      now.add(alert.alertId());
      if (suspected.contains(alert.alertId())) {
        raise(
            AlarmRules.stuck(alert.alertId(), alert.jurisdiction()),
            new AlarmWriter.About(alert.alertId(), alert.number(), null));
      }
    }
    suspected = now;
    endWhere(
        AlarmCondition.ALERT_STUCK,
        alarm -> {
          UUID alertId = alarm.alertId();
          return alertId != null && !now.contains(alertId);
        });
  }

  private void lookAtConsumers() {
    Map<String, GroupReadings.Reading> all = readings.look();
    Instant now = realTime.instant();
    all.forEach(
        (group, reading) -> {
          GroupLag lag = lags.computeIfAbsent(group, _ -> new GroupLag());
          lag.look(reading.positions(), reading.ends(), now);
          if (lag.behind(now).compareTo(settings.consumerLag()) >= 0) {
            raise(
                AlarmRules.ofSystem(AlarmCondition.CONSUMER_LAGS, group), AlarmWriter.About.SYSTEM);
          }
        });
    endWhere(
        AlarmCondition.CONSUMER_LAGS,
        alarm -> {
          GroupLag lag = lags.get(alarm.id().subject());
          return lag != null
              && all.containsKey(alarm.id().subject())
              && lag.isKnown()
              && lag.behind(now).compareTo(settings.consumerLag()) < 0;
        });
  }

  private void raise(Cause cause, AlarmWriter.About about) {
    transactions.executeWithoutResult(
        _ -> writer.raise(cause, List.of(ids.get()), about, clock.instant()));
  }

  private void endWhere(AlarmCondition condition, Predicate<Alarm> isOver) {
    for (Alarm alarm : table.listStanding(condition)) {
      if (isOver.test(alarm)) {
        transactions.executeWithoutResult(
            _ ->
                table
                    .lock(alarm.id())
                    .ifPresent(
                        known -> writer.run(known, new AlarmCommand.End(), clock.instant())));
      }
    }
  }
}
