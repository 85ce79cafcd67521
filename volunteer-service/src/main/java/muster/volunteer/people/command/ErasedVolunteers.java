package muster.volunteer.people.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/** Tombstones of the presence of those who were erased, who never come back. */
public final class ErasedVolunteers implements StandingRecords {
  private final VolunteerTable table;
  private final EventOutbox outbox;
  private final Clock clock;
  private final Duration interval;

  public ErasedVolunteers(
      VolunteerTable table, EventOutbox outbox, Clock clock, Duration interval) {
    this.table = table;
    this.outbox = outbox;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "erased-volunteers";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public @Nullable String tellAgain(String after, int limit) {
    SortedMap<String, Long> versions = table.erasedAfter(after, limit);
    if (versions.isEmpty()) {
      return null;
    }
    Instant now = clock.instant();
    outbox.append(
        versions.entrySet().stream()
            .map(one -> outbox.tombstone(PresenceSnapshot.class, one.getKey(), now, one.getValue()))
            .toList());
    return versions.lastKey();
  }
}
