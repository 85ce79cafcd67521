package muster.dispatch.alarm.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.report.ReportEvent;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmSigns;
import muster.dispatch.alarm.command.AlertAlarms;
import muster.dispatch.alarm.command.AlertAlarms.Happened;
import muster.eventintake.EventReading;
import muster.eventintake.GroupReader;
import muster.eventintake.Unusable;
import muster.outbox.spring.Traceparent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the alarms of the alerts to which something has happened: once for all that one poll has
 * brought of an alert, and not at all where no alarm begins or stands. Most of what happens while
 * phones are told is passed over with one question to the database for a whole poll.
 */
public final class AlarmFeed implements GroupReader.Handler {
  private final EventReading reading;
  private final AlertAlarms alarms;
  private final InstantSource time;
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(
      Happened happened, @Nullable String trace, CompletableFuture<Void> done) {}

  /**
   * @param time by which the age of records counts
   */
  public AlarmFeed(EventReading reading, AlertAlarms alarms, InstantSource time) {
    this.reading = reading;
    this.alarms = alarms;
    this.time = time;
  }

  /** What is older than any alarm may stay in sight raises none. */
  @Override
  public List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    if (Duration.ofMillis(time.millis() - record.timestamp()).compareTo(Alarm.IN_SIGHT) > 0) {
      return List.of();
    }
    return record.topic().equals(Topics.DISPATCH_EVENTS.topic())
        ? ofAlert(record)
        : ofReport(record);
  }

  private List<CompletableFuture<Void>> ofAlert(ConsumerRecord<byte[], byte[]> record) {
    return switch (reading.event(DispatchEvent.class, record)) {
      case Decoded.Readable<DispatchEvent>(var envelope) -> {
        Waiting one =
            new Waiting(
                new Happened(envelope.id(), envelope.event()),
                Traceparent.of(record).orElse(null),
                new CompletableFuture<>());
        waiting.add(one);
        yield List.of(one.done());
      }
      case Decoded.Unreadable<DispatchEvent>(String reason) -> throw new Unusable(reason);
    };
  }

  private List<CompletableFuture<Void>> ofReport(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.event(ReportEvent.class, record)) {
      case Decoded.Readable<ReportEvent>(var envelope) -> {
        if (isDecision(envelope.event())) {
          Traceparent.under(
              Traceparent.of(record).orElse(null),
              () -> {
                alarms.reportDecided(envelope.event().reportId());
                return null;
              });
        }
      }
      case Decoded.Unreadable<ReportEvent> _ -> {
        // The service's reader of reports puts it aside.
      }
    }
    return List.of();
  }

  private static boolean isDecision(ReportEvent event) {
    return switch (event) {
      case ReportEvent.ReportAnswered _,
          ReportEvent.AlertRequested _,
          ReportEvent.ReportLinked _,
          ReportEvent.ReportWithdrawn _ ->
          true;
      case ReportEvent.ReportSubmitted _,
          ReportEvent.ClueSubmitted _,
          ReportEvent.ReportAddedTo _,
          ReportEvent.ReportClaimed _,
          ReportEvent.ReportClaimEnded _,
          ReportEvent.AlertLinked _ ->
          false;
    };
  }

  @Override
  public void endOfPoll() {
    Map<UUID, List<Waiting>> byAlert = new LinkedHashMap<>();
    for (Waiting one : waiting) {
      byAlert
          .computeIfAbsent(one.happened().event().alertId(), _ -> new ArrayList<>())
          .add(one);
    }
    waiting.clear();
    try {
      Set<UUID> concerned = concerned(byAlert);
      byAlert.forEach(
          (alertId, all) -> {
            if (concerned.contains(alertId)) {
              look(alertId, all);
            } else {
              all.forEach(one -> one.done().complete(null));
            }
          });
    } catch (RuntimeException e) { // the database is away: all come again
      byAlert.values().forEach(all -> all.forEach(one -> one.done().completeExceptionally(e)));
    }
  }

  private Set<UUID> concerned(Map<UUID, List<Waiting>> byAlert) {
    Set<UUID> concerned = new HashSet<>();
    Set<UUID> others = new HashSet<>();
    byAlert.forEach(
        (alertId, all) -> {
          boolean mayRaise =
              all.stream().anyMatch(one -> !AlarmSigns.of(one.happened().event()).isEmpty());
          (mayRaise ? concerned : others).add(alertId);
        });
    if (!others.isEmpty()) {
      concerned.addAll(alarms.withStanding(others));
    }
    return concerned;
  }

  /** What is wrong with one alert keeps no other out. */
  private void look(UUID alertId, List<Waiting> all) {
    try {
      Traceparent.under(
          all.getFirst().trace(),
          () -> {
            alarms.look(alertId, all.stream().map(Waiting::happened).toList());
            return null;
          });
      all.forEach(one -> one.done().complete(null));
    } catch (Throwable e) { // also an Error: the records are dealt with by the policy
      all.forEach(one -> one.done().completeExceptionally(e));
    }
  }
}
