package muster.volunteer.jurisdiction.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/** Tombstones of jurisdictions that are gone and have not come back. */
public final class RemovedJurisdictions implements StandingRecords {
  private final JurisdictionTable table;
  private final EventOutbox outbox;
  private final Clock clock;
  private final Duration interval;

  public RemovedJurisdictions(
      JurisdictionTable table, EventOutbox outbox, Clock clock, Duration interval) {
    this.table = table;
    this.outbox = outbox;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "removed-jurisdictions";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  /** Who registers one of such a code waits for the lock, and comes after the tombstone. */
  @Override
  public @Nullable String tellAgain(String after, int limit) {
    List<JurisdictionCode> codes = table.removedAfter(after, limit);
    if (codes.isEmpty()) {
      return null;
    }
    Map<JurisdictionCode, Long> versions = table.lockLastVersions(codes);
    Set<JurisdictionCode> back = table.registered(codes);
    Instant now = clock.instant();
    outbox.append(
        codes.stream()
            .filter(code -> !back.contains(code) && versions.containsKey(code))
            .map(
                code ->
                    outbox.tombstone(
                        JurisdictionSnapshot.class,
                        code.value(),
                        now,
                        versions.getOrDefault(code, 0L)))
            .toList());
    return codes.getLast().value();
  }
}
