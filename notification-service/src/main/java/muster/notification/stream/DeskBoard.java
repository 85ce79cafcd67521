package muster.notification.stream;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Function;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.VolunteerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to tell desks of reports, alarms and the registry: which events have been
 * told, and where reports are whose events do not say it. Not thread-safe.
 */
public final class DeskBoard {
  private final int capacity;
  private final Function<UUID, Optional<Integer>> numbers;
  private final SequencedSet<UUID> told = new LinkedHashSet<>();
  private final SequencedMap<UUID, JurisdictionCode> reports = new LinkedHashMap<>();

  /**
   * @param capacity events and reports that are remembered, the latest ones; some 100 bytes each
   * @param numbers what an alert is called on the radio, if that is known
   */
  public DeskBoard(int capacity, Function<UUID, Optional<Integer>> numbers) {
    this.capacity = capacity;
    this.numbers = numbers;
  }

  /**
   * Takes an event in; empty when it is a repetition of one that is remembered.
   *
   * @throws IllegalArgumentException for an event of none of them
   */
  public Optional<StreamedEvent> accept(LogRecord record) {
    if (!told.add(record.envelope().id())) {
      return Optional.empty();
    }
    if (told.size() > capacity) {
      told.removeFirst();
    }
    return switch (record.envelope().event()) {
      case ReportEvent event -> Optional.of(reported(record, event));
      case VolunteerEvent _ -> Optional.of(new RegistryEvent(record));
      case AlarmEvent event -> Optional.of(new DeskAlarm(record, number(event.alertId())));
      default -> throw new IllegalArgumentException(record.envelope().event().getClass().getName());
    };
  }

  private ReportedEvent reported(LogRecord record, ReportEvent event) {
    @Nullable JurisdictionCode said = ReportedEvent.placeOf(event);
    if (said != null) {
      reports.putLast(event.reportId(), said);
      if (reports.size() > capacity) {
        reports.pollFirstEntry();
      }
    }
    UUID alert = ReportedEvent.alertOf(event);
    return new ReportedEvent(
        record, said != null ? said : reports.get(event.reportId()), number(alert));
  }

  private @Nullable Integer number(@Nullable UUID alert) {
    return alert == null ? null : numbers.apply(alert).orElse(null);
  }
}
