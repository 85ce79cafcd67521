package muster.notification.receipts;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import org.jspecify.annotations.Nullable;

/**
 * What became of each delivery, as the receipts of all instances say: the first time of each step.
 * Bounded; beyond that the task that has been known for longest goes. Safe for any thread.
 */
public final class KnownDeliveries {

  /** A delivery of a task: to whom, by what, and with the how-many-eth call of the team. */
  public record Delivery(String volunteerId, Channel channel, int call) {}

  /**
   * When a delivery got how far; null: it has not. What a device confirms was sent, and what was
   * sent was queued, by then: who writes down the earlier steps may be milliseconds behind a fast
   * device.
   */
  public record Steps(
      @Nullable Instant queuedAt,
      @Nullable Instant sentAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant seenAt,
      @Nullable Instant answeredAt,
      @Nullable Instant failedAt,
      @Nullable String failure) {
    private static final Steps NONE = new Steps(null, null, null, null, null, null, null);

    public Steps {
      sentAt = byThen(byThen(sentAt, confirmedAt), seenAt);
      queuedAt = byThen(byThen(byThen(queuedAt, sentAt), confirmedAt), seenAt);
    }

    private static @Nullable Instant byThen(@Nullable Instant step, @Nullable Instant later) {
      return step != null && later != null && later.isBefore(step) ? later : step;
    }

    private Steps queued(Instant at) {
      return new Steps(
          first(queuedAt, at), sentAt, confirmedAt, seenAt, answeredAt, failedAt, failure);
    }

    private Steps with(DeliveryReceipt receipt) {
      Instant at = receipt.at();
      return switch (receipt.status()) {
        case SENT ->
            new Steps(
                queuedAt, first(sentAt, at), confirmedAt, seenAt, answeredAt, failedAt, failure);
        case CONFIRMED ->
            new Steps(
                queuedAt, sentAt, first(confirmedAt, at), seenAt, answeredAt, failedAt, failure);
        case SEEN ->
            new Steps(
                queuedAt, sentAt, confirmedAt, first(seenAt, at), answeredAt, failedAt, failure);
        case ANSWERED ->
            new Steps(
                queuedAt, sentAt, confirmedAt, seenAt, first(answeredAt, at), failedAt, failure);
        case FAILED ->
            new Steps(
                queuedAt,
                sentAt,
                confirmedAt,
                seenAt,
                answeredAt,
                first(failedAt, at),
                failure == null ? receipt.detail() : failure);
      };
    }

    private static Instant first(@Nullable Instant known, Instant at) {
      return known == null || at.isBefore(known) ? at : known;
    }
  }

  private static final class OfTask {
    final UUID alertId;
    final Map<Delivery, Steps> steps = new LinkedHashMap<>();
    Instant latest;

    OfTask(UUID alertId, Instant at) {
      this.alertId = alertId;
      this.latest = at;
    }
  }

  private final int capacity;
  private final Map<UUID, OfTask> tasks = new LinkedHashMap<>();
  private int size;

  /**
   * @param capacity deliveries that are remembered
   */
  public KnownDeliveries(int capacity) {
    this.capacity = capacity;
  }

  public synchronized void accept(NotificationEvent event) {
    switch (event) {
      case DeliveriesQueued queued -> {
        int call = queued.call() == null ? 1 : queued.call();
        OfTask task = task(queued.taskId(), queued.alertId(), queued.at());
        for (String volunteerId : queued.volunteerIds()) {
          put(
              task,
              new Delivery(volunteerId, queued.channel(), call),
              steps -> steps.queued(queued.at()));
        }
      }
      case DeliveryReceipt receipt -> {
        OfTask task = task(receipt.taskId(), receipt.alertId(), receipt.at());
        put(task, delivery(task, receipt), steps -> steps.with(receipt));
      }
    }
    makeRoom();
  }

  /** An answer says nothing of a call: it is to the last one. */
  private static Delivery delivery(OfTask task, DeliveryReceipt receipt) {
    int call = receipt.callNumber();
    if (receipt.status() == Status.ANSWERED) {
      for (Delivery known : task.steps.keySet()) {
        if (known.volunteerId().equals(receipt.volunteerId())
            && known.channel() == receipt.channel()) {
          call = Math.max(call, known.call());
        }
      }
    }
    return new Delivery(receipt.volunteerId(), receipt.channel(), call);
  }

  private OfTask task(UUID taskId, UUID alertId, Instant at) {
    OfTask task = tasks.computeIfAbsent(taskId, id -> new OfTask(alertId, at));
    if (at.isAfter(task.latest)) {
      task.latest = at;
    }
    return task;
  }

  private void put(OfTask task, Delivery delivery, Function<Steps, Steps> change) {
    Steps before = task.steps.get(delivery);
    if (before == null) {
      size++;
    }
    task.steps.put(delivery, change.apply(before == null ? Steps.NONE : before));
  }

  private void makeRoom() {
    Iterator<OfTask> oldestFirst = tasks.values().iterator();
    while (size > capacity && tasks.size() > 1) {
      size -= oldestFirst.next().steps.size();
      oldestFirst.remove();
    }
  }

  /** In the order in which they became known. */
  public synchronized Map<Delivery, Steps> stepsOf(UUID taskId) {
    OfTask task = tasks.get(taskId);
    return task == null ? Map.of() : new LinkedHashMap<>(task.steps);
  }

  public synchronized int size() {
    return size;
  }

  /**
   * Of tasks of which nothing has been heard since then, unless their alerts are known. An alert
   * that is not known yet may only be read later than its receipts.
   *
   * @param known of some alerts those that are
   */
  public void forget(Instant before, Function<Collection<UUID>, Set<UUID>> known) {
    Set<UUID> quiet = quietSince(before);
    if (quiet.isEmpty()) {
      return;
    }
    // Asked without the lock in here: whoever answers has one of its own.
    Set<UUID> kept = known.apply(quiet);
    synchronized (this) {
      tasks
          .values()
          .removeIf(
              task -> {
                boolean gone =
                    quiet.contains(task.alertId)
                        && !kept.contains(task.alertId)
                        && task.latest.isBefore(before);
                if (gone) {
                  size -= task.steps.size();
                }
                return gone;
              });
    }
  }

  private synchronized Set<UUID> quietSince(Instant before) {
    return tasks.values().stream()
        .filter(task -> task.latest.isBefore(before))
        .map(task -> task.alertId)
        .collect(Collectors.toSet());
  }
}
