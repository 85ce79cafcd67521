package muster.volunteer.team.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.contracts.volunteer.TeamSnapshot;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/** Tombstones of teams that are gone and have not come back. */
public final class DisbandedTeams implements StandingRecords {
  private final TeamTable table;
  private final EventOutbox outbox;
  private final Clock clock;
  private final Duration interval;

  public DisbandedTeams(TeamTable table, EventOutbox outbox, Clock clock, Duration interval) {
    this.table = table;
    this.outbox = outbox;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "disbanded-teams";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  /** Who registers a team of such an id waits for the lock, and comes after the tombstone. */
  @Override
  public @Nullable String tellAgain(String after, int limit) {
    List<String> ids = table.disbandedAfter(after, limit);
    if (ids.isEmpty()) {
      return null;
    }
    Map<String, Long> versions = table.lockLastVersions(ids);
    Set<String> back = table.existing(ids);
    Instant now = clock.instant();
    outbox.append(
        ids.stream()
            .filter(id -> !back.contains(id) && versions.containsKey(id))
            .map(id -> outbox.tombstone(TeamSnapshot.class, id, now, versions.getOrDefault(id, 0L)))
            .toList());
    return ids.getLast();
  }
}
