package muster.notification.desk.command;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.contracts.EventEnvelope;
import muster.contracts.TimeOrderedIds;
import muster.contracts.access.Caller;
import muster.contracts.notification.DeskEvent;
import muster.contracts.notification.DeskEvent.AlarmCounts;
import muster.contracts.notification.DeskEvent.DeskChanged;
import muster.contracts.notification.DeskEvent.DeskGone;
import muster.contracts.place.JurisdictionCode;
import muster.notification.desk.DeskTopic;
import muster.notification.desk.Desks;
import muster.notification.desk.Desks.Admission;
import org.jspecify.annotations.Nullable;

/** Writes what desks say, and waits until this instance has heard it, too. */
public final class DeskWriter {
  private static final String SOURCE = "/notification-service";

  /** What is written is known to all sooner or later; the answer need not wait for long. */
  private static final Duration HEARING = Duration.ofSeconds(2);

  private final Desks desks;
  private final DeskTopic topic;
  private final Clock clock;
  private final Map<UUID, CompletableFuture<Void>> unheard = new ConcurrentHashMap<>();

  public DeskWriter(Desks desks, DeskTopic topic, Clock clock) {
    this.desks = desks;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * What one looks at.
   *
   * @param sound the desk can sound
   */
  public record Looking(
      @Nullable UUID alertId, @Nullable UUID reportId, boolean sound, AlarmCounts alarms) {}

  /**
   * @throws NotWritten if the broker has not taken it
   */
  public Admission say(UUID deskId, Caller caller, JurisdictionCode scope, Looking looking)
      throws NotWritten, InterruptedException {
    DeskChanged said =
        new DeskChanged(
            deskId,
            clock.instant(),
            caller.subject(),
            caller.name(),
            scope,
            looking.alertId(),
            looking.reportId(),
            looking.sound(),
            looking.alarms());
    Admission admission = desks.admit(said, said.at());
    if (admission == Admission.ADMITTED) {
      write(said);
    }
    return admission;
  }

  /**
   * @param last what the desk said last
   * @throws NotWritten if the broker has not taken it
   */
  public void leave(DeskChanged last) throws NotWritten, InterruptedException {
    write(
        new DeskGone(
            last.deskId(), clock.instant(), last.account(), last.name(), last.jurisdiction()));
  }

  /** This instance has taken in what was written under this id. */
  public void heard(UUID eventId) {
    CompletableFuture<Void> waiting = unheard.remove(eventId);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** The broker is away, or too slow. */
  public static final class NotWritten extends Exception {
    private static final long serialVersionUID = 1L;

    NotWritten(@Nullable Throwable cause) {
      super(cause);
    }
  }

  private void write(DeskEvent event) throws NotWritten, InterruptedException {
    EventEnvelope<DeskEvent> envelope =
        new EventEnvelope<>(TimeOrderedIds.next(), SOURCE, 0, null, event);
    CompletableFuture<Void> heard = new CompletableFuture<>();
    unheard.put(envelope.id(), heard);
    try {
      // Bounded by the producer's own send timeout.
      topic.write(envelope).get();
      heard.get(HEARING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NotWritten(e.getCause());
    } catch (TimeoutException _) {
      // Written it is: whoever looks next is told a moment later.
    } finally {
      unheard.remove(envelope.id());
    }
  }
}
