package muster.volunteer.presence.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/**
 * Something to append to each partition of the topic: tombstones of nobody. Kafka ends a segment
 * when something is appended to it, and takes away what is superseded in ended segments alone. On a
 * partition that nobody appends to, the last positions of those who went off duty would stay.
 */
public final class QuietPartitions implements StandingRecords {
  private final List<String> keys;
  private final EventOutbox outbox;
  private final Clock clock;
  private final Duration interval;

  /**
   * @param keys one for each partition, none of them a volunteer's id
   */
  public QuietPartitions(List<String> keys, EventOutbox outbox, Clock clock, Duration interval) {
    this.keys = List.copyOf(keys);
    this.outbox = outbox;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "presence-partitions";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public @Nullable String tellAgain(String after, int limit) {
    if (!after.isEmpty()) {
      return null;
    }
    Instant now = clock.instant();
    outbox.append(
        keys.stream()
            .map(key -> outbox.tombstone(PresenceSnapshot.class, key, now, now.toEpochMilli()))
            .toList());
    return keys.getLast();
  }
}
