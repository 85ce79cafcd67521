package muster.volunteer.jurisdiction.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.contracts.place.JurisdictionCode;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/** Jurisdictions as they are. */
public final class StandingJurisdictions implements StandingRecords {
  private final JurisdictionTable table;
  private final EventOutbox outbox;
  private final Clock clock;
  private final Duration interval;

  public StandingJurisdictions(
      JurisdictionTable table, EventOutbox outbox, Clock clock, Duration interval) {
    this.table = table;
    this.outbox = outbox;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "jurisdictions";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  /** Who changes or removes one waits for the lock, and comes after what is told here. */
  @Override
  public @Nullable String tellAgain(String after, int limit) {
    List<JurisdictionCode> codes = table.codesAfter(after, limit);
    if (codes.isEmpty()) {
      return null;
    }
    Instant now = clock.instant();
    outbox.append(
        table.lock(codes).values().stream()
            .map(each -> outbox.event(each.snapshot(now), each.version()))
            .toList());
    return codes.getLast().value();
  }
}
