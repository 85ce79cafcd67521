package muster.notification.receipts.kafka;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.notification.NotificationEvent;
import muster.eventintake.EventReading;
import muster.eventintake.GroupReader;
import muster.eventintake.Unusable;
import muster.notification.kafka.EventPublisher;
import muster.notification.receipts.Receipts;
import muster.notification.roster.Roster;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes the receipts that follow from events, once per event and not on every instance. A record
 * that comes again gives receipts with the same ids.
 */
public final class FollowingReceipts implements GroupReader.Handler {
  /** Frequent, and nothing follows from them. */
  private static final Set<Class<? extends Event>> UNREAD =
      Set.of(DispatchEvent.TaskStoodDown.class, DispatchEvent.TaskStoodDownV2.class);

  private final EventReading reading;
  private final EventPublisher publisher;
  private final Roster roster;
  private final Clock clock;

  public FollowingReceipts(
      EventReading reading, EventPublisher publisher, Roster roster, Clock clock) {
    this.reading = reading;
    this.publisher = publisher;
    this.roster = roster;
    this.clock = clock;
  }

  @Override
  public List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    if (EventReading.isOneOf(UNREAD, record)) {
      return List.of();
    }
    return switch (reading.event(DispatchEvent.class, record)) {
      case Decoded.Readable<DispatchEvent>(var envelope) -> receipts(envelope.event());
      case Decoded.Unreadable<DispatchEvent>(String reason) -> throw new Unusable(reason);
    };
  }

  private List<CompletableFuture<Void>> receipts(DispatchEvent event) {
    List<CompletableFuture<Void>> written = new ArrayList<>();
    for (NotificationEvent receipt : Receipts.following(event, roster, clock.instant())) {
      written.add(publisher.publish(Receipts.envelope(receipt)));
    }
    return written;
  }
}
