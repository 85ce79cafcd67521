package muster.dispatch.alert.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.alert.command.TeamChanges;
import muster.dispatch.team.TeamIndex;
import muster.eventintake.EventReading;
import muster.eventintake.EventReading.Snapshot;
import muster.eventintake.GroupReader;
import muster.outbox.spring.Traceparent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Wakes the alerts that hold a team of which a record says something new. What a record says comes
 * into the team index by the reader that this instance has for all of them; here it is waited for,
 * and the index is what counts. It is never written to from here: a record that this group reads
 * late would bring back what has been removed since.
 */
public final class TeamRecords implements GroupReader.Handler {
  /**
   * The two readers are usually milliseconds apart. A poll of nothing but records of what has been
   * removed since must not take longer than a group waits for its member.
   */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final EventReading reading;
  private final TeamIndex index;
  private final TeamChanges changes;

  public TeamRecords(EventReading reading, TeamIndex index, TeamChanges changes) {
    this.reading = reading;
    this.index = index;
    this.changes = changes;
  }

  @Override
  public List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    return Traceparent.under(
        Traceparent.of(record).orElseGet(Traceparent::begin),
        () -> {
          if (record.topic().equals(Topics.VOLUNTEER_TEAMS.topic())) {
            team(record);
          } else {
            presence(record);
          }
          return List.of();
        });
  }

  private void team(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.snapshot(TeamSnapshot.class, record)) {
      case Snapshot.Present<TeamSnapshot>(var envelope) -> {
        awaitIndex(() -> index.knows(envelope.event()));
        changes.teamChanged(envelope.event().teamId());
      }
      case Snapshot.Gone<TeamSnapshot>(String teamId) -> {
        awaitIndex(() -> index.findTeam(teamId).isEmpty());
        changes.teamChanged(teamId);
      }
      case Snapshot.Unreadable<TeamSnapshot> _ -> {
        // The index's reader puts it aside.
      }
    }
  }

  private void presence(ConsumerRecord<byte[], byte[]> record) {
    switch (reading.snapshot(PresenceSnapshot.class, record)) {
      case Snapshot.Present<PresenceSnapshot>(var envelope) -> {
        if (changes.concernsDuty(envelope.event())) {
          awaitIndex(() -> index.knows(envelope.event()));
          changes.dutyChanged(envelope.event());
        }
      }
      case Snapshot.Gone<PresenceSnapshot> _ -> {
        // Nothing is known any more, which is nobody's word.
      }
      case Snapshot.Unreadable<PresenceSnapshot> _ -> {
        // The index's reader puts it aside.
      }
    }
  }

  /** Not for ever: an old record may say what is not so any more, and the next look repairs. */
  private static void awaitIndex(BooleanSupplier isThere) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!isThere.getAsBoolean() && System.nanoTime() < end) {
        Thread.sleep(BETWEEN_LOOKS); // the index has a reader of its own, which tells nobody
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
