package muster.volunteer.presence.command;

import java.time.Duration;
import java.util.List;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.republication.command.StandingRecords;
import org.jspecify.annotations.Nullable;

/**
 * Presence as it is: on duty or off, for whoever has ever reported. Who is off duty is said again,
 * too, or a late record with an old position could stand until it is a day old.
 */
public final class StandingPresence implements StandingRecords {
  private final PresenceTable table;
  private final EventOutbox outbox;
  private final Duration interval;

  public StandingPresence(PresenceTable table, EventOutbox outbox, Duration interval) {
    this.table = table;
    this.outbox = outbox;
    this.interval = interval;
  }

  @Override
  public String kind() {
    return "presence";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public @Nullable String tellAgain(String after, int limit) {
    List<String> ids = table.idsAfter(after, limit);
    if (ids.isEmpty()) {
      return null;
    }
    outbox.append(
        table.lockReported(ids).values().stream()
            .map(presence -> outbox.event(presence.snapshot(), presence.version()))
            .toList());
    return ids.getLast();
  }
}
