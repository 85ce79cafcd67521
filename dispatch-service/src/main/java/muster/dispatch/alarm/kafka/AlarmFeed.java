package muster.dispatch.alarm.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * brought of an alert, and not at all where no alarm may begin and none stands. Of those nothing is
 * even read: while phones are told of an alert, a look at each record's headers and one question to
 * the database for a whole poll is all that this takes of the processor.
 */
public final class AlarmFeed implements GroupReader.Handler {
  /** As JSON has it; what an event does not say is left out of it. */
  private static final byte[] REPLACES = "\"replaces\"".getBytes(UTF_8);

  private final EventReading reading;
  private final AlertAlarms alarms;
  private final InstantSource time;
  private final Map<UUID, List<Waiting>> waiting = new LinkedHashMap<>();

  private record Waiting(ConsumerRecord<byte[], byte[]> record, CompletableFuture<Void> done) {}

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
    if (record.topic().equals(Topics.REPORT_EVENTS.topic())) {
      ofReport(record);
      return List.of();
    }
    Waiting one = new Waiting(record, new CompletableFuture<>());
    waiting.computeIfAbsent(alertOf(record), _ -> new ArrayList<>()).add(one);
    return List.of(one.done());
  }

  private static UUID alertOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return UUID.fromString(record.key() == null ? "" : new String(record.key(), UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Unusable("the key is no alert's id");
    }
  }

  private void ofReport(ConsumerRecord<byte[], byte[]> record) {
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
    Map<UUID, List<Waiting>> byAlert = new LinkedHashMap<>(waiting);
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
        (alertId, all) ->
            (all.stream().anyMatch(one -> mayBeASign(one.record())) ? concerned : others)
                .add(alertId));
    if (!others.isEmpty()) {
      concerned.addAll(alarms.withStanding(others));
    }
    return concerned;
  }

  /** Of offers, which most records are, those that replace another one. */
  private static boolean mayBeASign(ConsumerRecord<byte[], byte[]> record) {
    return EventReading.isOneOf(AlarmSigns.CANDIDATES, record)
        && (!EventReading.isOneOf(Set.of(DispatchEvent.TaskOffered.class), record)
            || contains(record.value(), REPLACES));
  }

  private static boolean contains(byte @Nullable [] value, byte[] word) {
    for (int from = 0; value != null && from <= value.length - word.length; from++) {
      int same = 0;
      while (same < word.length && value[from + same] == word[same]) {
        same++;
      }
      if (same == word.length) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with one alert, or one of its records, keeps no other out. */
  private void look(UUID alertId, List<Waiting> all) {
    List<Waiting> readable = new ArrayList<>();
    List<Happened> happened = new ArrayList<>();
    for (Waiting one : all) {
      switch (reading.event(DispatchEvent.class, one.record())) {
        case Decoded.Readable<DispatchEvent>(var envelope) -> {
          readable.add(one);
          happened.add(new Happened(envelope.id(), envelope.event()));
        }
        case Decoded.Unreadable<DispatchEvent>(String reason) ->
            one.done().completeExceptionally(new Unusable(reason));
      }
    }
    if (happened.isEmpty()) {
      return;
    }
    try {
      Traceparent.under(
          Traceparent.of(readable.getFirst().record()).orElse(null),
          () -> {
            alarms.look(alertId, happened);
            return null;
          });
      readable.forEach(one -> one.done().complete(null));
    } catch (Throwable e) { // also an Error: the records are dealt with by the policy
      readable.forEach(one -> one.done().completeExceptionally(e));
    }
  }
}
