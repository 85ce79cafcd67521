package muster.notification.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;
import muster.contracts.notification.DeskEvent.DeskChanged;
import muster.contracts.notification.DeskEvent.DeskGone;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * The desks that are there, as their events on the topic say: each instance knows all of them, and
 * each finds by itself that one has fallen silent. Safe for any thread.
 */
public final class Desks {
  /** In the order in which lists show them. */
  private static final Comparator<DeskChanged> BY_ID =
      Comparator.comparing(desk -> desk.deskId().toString());

  private final DeskLimits limits;
  private final Consumer<EventEnvelope<? extends DeskEvent>> listener;
  private final Map<UUID, EventEnvelope<DeskChanged>> byId = new HashMap<>();

  /** What a desk may do. */
  public enum Admission {
    ADMITTED,
    /** It has said the same just before. */
    RESTATED,
    /** Another account is logged in there. */
    OF_ANOTHER,
    TOO_MANY_OF_ACCOUNT,
    TOO_MANY
  }

  /**
   * @param listener told of each change that can be seen, one after the other, and of no repetition
   */
  public Desks(DeskLimits limits, Consumer<EventEnvelope<? extends DeskEvent>> listener) {
    this.limits = limits;
    this.listener = listener;
  }

  /** Takes in what stands on the topic, in its order. */
  public synchronized void accept(EventEnvelope<? extends DeskEvent> envelope, Instant now) {
    switch (envelope.event()) {
      case DeskChanged changed -> {
        if (isSilent(changed, now)) {
          return; // Of a time before this instance began.
        }
        EventEnvelope<DeskChanged> known = byId.get(changed.deskId());
        if (known == null && byId.size() >= limits.most()) {
          return;
        }
        // A clock that is ahead of this one keeps no desk alive for longer.
        DeskChanged kept = changed.at().isAfter(now) ? at(changed, now) : changed;
        byId.put(
            changed.deskId(),
            new EventEnvelope<>(envelope.id(), envelope.source(), envelope.version(), null, kept));
        if (known == null || !isSame(known.event(), changed)) {
          listener.accept(envelope);
        }
      }
      case DeskGone gone -> {
        if (byId.remove(gone.deskId()) != null) {
          listener.accept(envelope);
        }
      }
    }
  }

  /** Lets those go that have fallen silent. */
  public synchronized void forgetSilent(Instant now) {
    List<EventEnvelope<DeskChanged>> silent =
        byId.values().stream().filter(desk -> isSilent(desk.event(), now)).toList();
    for (EventEnvelope<DeskChanged> desk : silent) {
      DeskChanged last = desk.event();
      byId.remove(last.deskId());
      listener.accept(
          new EventEnvelope<>(
              goneId(last),
              desk.source(),
              0,
              null,
              new DeskGone(last.deskId(), now, last.account(), last.name(), last.jurisdiction())));
    }
  }

  /** The same on all instances: whoever reads two streams is told once. */
  private static UUID goneId(DeskChanged last) {
    return UUID.nameUUIDFromBytes(
        (last.deskId() + "/" + last.at() + "/gone").getBytes(StandardCharsets.UTF_8));
  }

  public synchronized Admission admit(DeskChanged said, Instant now) {
    EventEnvelope<DeskChanged> known = byId.get(said.deskId());
    if (known != null && !isSilent(known.event(), now)) {
      if (!known.event().account().equals(said.account())) {
        return Admission.OF_ANOTHER;
      }
      boolean repeats =
          isSame(known.event(), said) && now.isBefore(known.event().at().plus(limits.restated()));
      return repeats ? Admission.RESTATED : Admission.ADMITTED;
    }
    long own =
        byId.values().stream()
            .map(EventEnvelope::event)
            .filter(desk -> desk.account().equals(said.account()) && !isSilent(desk, now))
            .count();
    if (own >= limits.perAccount()) {
      return Admission.TOO_MANY_OF_ACCOUNT;
    }
    return byId.size() >= limits.most() ? Admission.TOO_MANY : Admission.ADMITTED;
  }

  public synchronized Optional<DeskChanged> find(UUID deskId) {
    return Optional.ofNullable(byId.get(deskId)).map(EventEnvelope::event);
  }

  /**
   * Those of the scope, in a fixed order.
   *
   * @param after the id of the last one of the page before; null for the first page
   */
  public List<DeskChanged> list(JurisdictionCode scope, @Nullable UUID after, int limit) {
    List<DeskChanged> found = new ArrayList<>();
    synchronized (this) {
      for (EventEnvelope<DeskChanged> desk : byId.values()) {
        if (scope.covers(desk.event().jurisdiction())
            && (after == null
                || desk.event().deskId().toString().compareTo(after.toString()) > 0)) {
          found.add(desk.event());
        }
      }
    }
    return found.stream().sorted(BY_ID).limit(limit).toList();
  }

  public synchronized int count() {
    return byId.size();
  }

  private boolean isSilent(DeskChanged desk, Instant now) {
    return !now.isBefore(desk.at().plus(limits.silence()));
  }

  private static boolean isSame(DeskChanged one, DeskChanged other) {
    return at(one, other.at()).equals(other);
  }

  private static DeskChanged at(DeskChanged desk, Instant at) {
    return new DeskChanged(
        desk.deskId(),
        at,
        desk.account(),
        desk.name(),
        desk.jurisdiction(),
        desk.alertId(),
        desk.reportId(),
        desk.sound(),
        desk.alarms());
  }
}
