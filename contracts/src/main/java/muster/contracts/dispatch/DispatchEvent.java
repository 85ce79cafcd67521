package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * The history of an alert and its tasks, in order per alert on {@code dispatch.events}. It is the
 * source of truth: an alert is what these events say, and its timeline is this list.
 */
public sealed interface DispatchEvent extends Event {
  UUID alertId();

  @Override
  default String key() {
    return alertId().toString();
  }

  /** What concerns one team's part in an alert. */
  sealed interface TaskEvent extends DispatchEvent {
    UUID taskId();

    String teamId();
  }

  @EventName("alert.issued.v1")
  @JsonClassDescription("The command center calls for help.")
  record AlertIssued(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that issued it") String by,
      AlertOrigin origin,
      Category category,
      AlertDetails details,
      JurisdictionCode jurisdiction,
      CallOutTerms terms)
      implements DispatchEvent {}

  @EventName("alert.updated.v1")
  @JsonClassDescription("The details changed; whoever holds a task is told.")
  record AlertUpdated(UUID alertId, Instant at, String by, AlertDetails details)
      implements DispatchEvent {}

  @EventName("wave.opened.v1")
  @JsonClassDescription("A group of teams is called together; their task.offered events follow.")
  record WaveOpened(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("From 1") int wave,
      Trigger trigger,
      double radiusMeters,
      @JsonPropertyDescription("When the wave's time to answer ends") Instant answerBy,
      List<Shortfall> shortfalls)
      implements DispatchEvent {

    public enum Trigger {
      ISSUED,
      /** The wave before it ran out of time. */
      DEADLINE,
      /** Everybody in the wave before it has answered or was not reached: no reason to wait. */
      EXHAUSTED,
      /** A kept team dropped out and nobody was on standby. */
      UNCOVERED,
      BY_HAND
    }
  }

  @EventName("task.offered.v1")
  @JsonClassDescription("A team is called. A task keeps its id when the team is called again.")
  record TaskOffered(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      String teamName,
      int wave,
      PickReason reason,
      Instant answerBy,
      @JsonPropertyDescription("The unreached task that this one replaces") @Nullable UUID replaces)
      implements TaskEvent {}

  @EventName("task.reached.v1")
  @JsonClassDescription("A first device of the team confirmed that it holds the task.")
  record TaskReached(UUID alertId, Instant at, UUID taskId, String teamId, String volunteerId)
      implements TaskEvent {}

  @EventName("task.unreached.v1")
  @JsonClassDescription(
      "No device of the team confirmed within the reach deadline. Not a refusal: the team is"
          + " replaced, and may still acknowledge when it comes back.")
  record TaskUnreached(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.acknowledged.v1")
  @JsonClassDescription("The team comes and is among the needed ones.")
  record TaskAcknowledged(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      String by,
      @JsonPropertyDescription("The team's own estimate in seconds, 0 to 86400")
          @Nullable Integer etaSeconds)
      implements TaskEvent {}

  @EventName("task.put-on-standby.v1")
  @JsonClassDescription("The team would come, but enough do; it is next in line by its rank.")
  record TaskPutOnStandby(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      String by,
      @JsonPropertyDescription("From 1, dense; everybody behind a team that leaves moves up by one")
          int rank,
      @Nullable Integer etaSeconds)
      implements TaskEvent {}

  @EventName("task.promoted.v1")
  @JsonClassDescription("The first standby team moves up and is among the needed ones now.")
  record TaskPromoted(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.declined.v1")
  record TaskDeclined(
      UUID alertId, Instant at, UUID taskId, String teamId, String by, @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.withdrawn.v1")
  @JsonClassDescription("The team had said yes and can't come after all.")
  record TaskWithdrawn(
      UUID alertId, Instant at, UUID taskId, String teamId, String by, @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.en-route.v1")
  record TaskEnRoute(UUID alertId, Instant at, UUID taskId, String teamId, String by)
      implements TaskEvent {}

  @EventName("task.on-scene.v1")
  record TaskOnScene(UUID alertId, Instant at, UUID taskId, String teamId, String by)
      implements TaskEvent {}

  @EventName("task.completed.v1")
  record TaskCompleted(
      UUID alertId, Instant at, UUID taskId, String teamId, String by, @Nullable String note)
      implements TaskEvent {}

  @EventName("task.stood-down.v1")
  @JsonClassDescription("The team is no longer needed.")
  record TaskStoodDown(UUID alertId, Instant at, UUID taskId, String teamId, Cause cause)
      implements TaskEvent {

    public enum Cause {
      COVERED,
      RESOLVED,
      CANCELLED,
      EXPIRED
    }
  }

  @EventName("alert.covered.v1")
  @JsonClassDescription("As many teams as needed have acknowledged.")
  record AlertCovered(UUID alertId, Instant at, int teams) implements DispatchEvent {}

  @EventName("alert.uncovered.v1")
  @JsonClassDescription("A kept team dropped out and there was no standby.")
  record AlertUncovered(
      UUID alertId, Instant at, @JsonPropertyDescription("Teams missing") int missing)
      implements DispatchEvent {}

  @EventName("alert.escalated.v1")
  @JsonClassDescription("The last wave was not enough: the parent jurisdiction takes over.")
  record AlertEscalated(
      UUID alertId,
      Instant at,
      JurisdictionCode from,
      JurisdictionCode to,
      @JsonPropertyDescription("Teams missing") int missing)
      implements DispatchEvent {}

  @EventName("alert.clue-received.v1")
  @JsonClassDescription("A report tied to this alert.")
  record ClueReceived(
      UUID alertId,
      Instant at,
      UUID reportId,
      @JsonPropertyDescription("Account that sent it") String by,
      String text,
      @Nullable GeoPoint location)
      implements DispatchEvent {}

  @EventName("alert.resolved.v1")
  record AlertResolved(UUID alertId, Instant at, String by, Outcome outcome, @Nullable String note)
      implements DispatchEvent {}

  @EventName("alert.cancelled.v1")
  record AlertCancelled(UUID alertId, Instant at, String by, String reason)
      implements DispatchEvent {}

  @EventName("alert.expired.v1")
  @JsonClassDescription("Nobody ended the alert in time.")
  record AlertExpired(UUID alertId, Instant at) implements DispatchEvent {}
}
