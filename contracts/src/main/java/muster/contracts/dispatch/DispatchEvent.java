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

@JsonClassDescription(
    "The history of an alert and its tasks, in order per alert. It is the source of truth: an alert"
        + " is what these events say, and its timeline is this list.")
public sealed interface DispatchEvent extends Event {
  @JsonPropertyDescription("The alert")
  UUID alertId();

  @Override
  default String key() {
    return alertId().toString();
  }

  @EventName("alert.issued.v1")
  @JsonClassDescription("The command center calls for help.")
  record AlertIssued(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that issued it") String by,
      @JsonPropertyDescription("Where it comes from") AlertOrigin origin,
      @JsonPropertyDescription("Kind of incident; decides the policy") Category category,
      @JsonPropertyDescription("What the people called out are told") AlertDetails details,
      @JsonPropertyDescription(
              "Where it happens, as a GB/T 2260 code; who may lead it follows from this")
          JurisdictionCode jurisdiction,
      @JsonPropertyDescription("The terms this alert runs under until it ends") CallOutTerms terms)
      implements DispatchEvent {}

  @EventName("alert.updated.v1")
  @JsonClassDescription("The details changed; whoever holds a task is told.")
  record AlertUpdated(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that changed them") String by,
      @JsonPropertyDescription("All details as they are now") AlertDetails details)
      implements DispatchEvent {}

  @EventName("wave.opened.v1")
  @JsonClassDescription("A group of teams is called together; their task.offered events follow.")
  record WaveOpened(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Number of the wave, from 1") int wave,
      @JsonPropertyDescription("Why it opened") Trigger trigger,
      @JsonPropertyDescription("Search radius of this wave around the alert in metres")
          double radiusMeters,
      @JsonPropertyDescription("When the wave's time to answer ends") Instant answerBy,
      @JsonPropertyDescription("Why fewer teams than wanted are called; empty when none is missing")
          List<Shortfall> shortfalls)
      implements DispatchEvent {

    public WaveOpened {
      shortfalls = List.copyOf(shortfalls);
    }

    public enum Trigger {
      @JsonPropertyDescription("The alert was issued")
      ISSUED,
      @JsonPropertyDescription("The wave before it ran out of time")
      DEADLINE,
      @JsonPropertyDescription(
          "Everybody in the wave before it has answered or was not reached: no reason to wait")
      EXHAUSTED,
      @JsonPropertyDescription("A kept team dropped out and nobody was on standby")
      UNCOVERED,
      @JsonPropertyDescription("A dispatcher or an officer asked for it")
      BY_HAND
    }
  }

  @EventName("wave.opened.v2")
  @JsonClassDescription(
      "A group of teams is called together. Written for triggers that version 1 does not know; for"
          + " the others that version is.")
  record WaveOpenedV2(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Number of the wave, from 1") int wave,
      @JsonPropertyDescription("Why it opened") Trigger trigger,
      @JsonPropertyDescription("Search radius of this wave around the alert in metres")
          double radiusMeters,
      @JsonPropertyDescription("When the wave's time to answer ends") Instant answerBy,
      @JsonPropertyDescription("Why fewer teams than wanted are called; empty when none is missing")
          List<Shortfall> shortfalls)
      implements DispatchEvent {

    public WaveOpenedV2 {
      shortfalls = List.copyOf(shortfalls);
    }

    public enum Trigger {
      @JsonPropertyDescription("The alert was issued")
      ISSUED,
      @JsonPropertyDescription("The wave before it ran out of time")
      DEADLINE,
      @JsonPropertyDescription(
          "Everybody in the wave before it has answered or was not reached: no reason to wait")
      EXHAUSTED,
      @JsonPropertyDescription("A kept team dropped out and nobody was on standby")
      UNCOVERED,
      @JsonPropertyDescription("A dispatcher or an officer asked for it")
      BY_HAND,
      @JsonPropertyDescription(
          "Teams are missing and no offer waits: looked again in the last radius, and somebody was"
              + " there. Such a wave is no wider than the one before")
      LOOKED_AGAIN
    }
  }

  @EventName("task.offered.v1")
  @JsonClassDescription("A team is called. A task keeps its id when the team is called again.")
  record TaskOffered(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("As it was called when the task was offered, 1 to 100 characters")
          String teamName,
      @JsonPropertyDescription("The wave it belongs to, from 1") int wave,
      @JsonPropertyDescription("Why this team") PickReason reason,
      @JsonPropertyDescription("When the time to answer ends") Instant answerBy,
      @JsonPropertyDescription("The unreached task that this one replaces") @Nullable UUID replaces,
      @JsonPropertyDescription(
              "How many times the team has been called to this alert by now; absent for the first")
          @Nullable Integer call)
      implements TaskEvent {

    /** From 1. */
    public int callNumber() {
      return call == null ? 1 : call;
    }
  }

  @EventName("task.reached.v1")
  @JsonClassDescription("A first device of the team confirmed that it holds the task.")
  record TaskReached(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Whose device it was") String volunteerId)
      implements TaskEvent {}

  @EventName("task.unreached.v1")
  @JsonClassDescription(
      "No device of the team confirmed within the reach deadline. Not a refusal: the team is"
          + " replaced, and may still acknowledge when it comes back.")
  record TaskUnreached(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.reached-again.v1")
  @JsonClassDescription(
      "A device of a team that was unreached has confirmed after all, and the team is free: its"
          + " offer waits for an answer again.")
  record TaskReachedAgain(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Whose device it was") String volunteerId)
      implements TaskEvent {}

  @EventName("task.acknowledged.v1")
  @JsonClassDescription("The team comes and is among the needed ones.")
  record TaskAcknowledged(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that answered for the team") String by,
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
      @JsonPropertyDescription("Account that answered for the team") String by,
      @JsonPropertyDescription("From 1, dense; everybody behind a team that leaves moves up by one")
          int rank,
      @JsonPropertyDescription("The team's own estimate in seconds, 0 to 86400")
          @Nullable Integer etaSeconds)
      implements TaskEvent {}

  @EventName("task.promoted.v1")
  @JsonClassDescription("The first standby team moves up and is among the needed ones now.")
  record TaskPromoted(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.declined.v1")
  @JsonClassDescription("The team does not come.")
  record TaskDeclined(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that answered for the team") String by,
      @JsonPropertyDescription("In their own words, if they gave one, up to 500 characters")
          @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.withdrawn.v1")
  @JsonClassDescription("The team had said yes and can't come after all.")
  record TaskWithdrawn(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that withdrew the team") String by,
      @JsonPropertyDescription("In their own words, if they gave one, up to 500 characters")
          @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.en-route.v1")
  @JsonClassDescription("The team is on its way.")
  record TaskEnRoute(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that reported it") String by)
      implements TaskEvent {}

  @EventName("task.on-scene.v1")
  @JsonClassDescription("The team has arrived; the first one of an alert stops the response clock.")
  record TaskOnScene(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that reported it") String by)
      implements TaskEvent {}

  @EventName("task.completed.v1")
  @JsonClassDescription("The team has done its part.")
  record TaskCompleted(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that reported it") String by,
      @JsonPropertyDescription("What was done, if they said, up to 2000 characters")
          @Nullable String note)
      implements TaskEvent {}

  @EventName("task.stood-down.v1")
  @JsonClassDescription("The team is no longer needed.")
  record TaskStoodDown(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Why it is no longer needed") Cause cause)
      implements TaskEvent {

    public enum Cause {
      @JsonPropertyDescription("Enough other teams come")
      COVERED,
      @JsonPropertyDescription("The alert was resolved")
      RESOLVED,
      @JsonPropertyDescription("The alert was cancelled")
      CANCELLED,
      @JsonPropertyDescription("The alert expired")
      EXPIRED
    }
  }

  @EventName("alert.covered.v1")
  @JsonClassDescription("As many teams as needed have acknowledged.")
  record AlertCovered(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Teams that come, as many as are needed") int teams)
      implements DispatchEvent {}

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
      @JsonPropertyDescription("The jurisdiction the alert was issued in") JurisdictionCode from,
      @JsonPropertyDescription("Its parent") JurisdictionCode to,
      @JsonPropertyDescription("Teams missing") int missing)
      implements DispatchEvent {}

  @EventName("alert.delivery-doubtful.v1")
  @JsonClassDescription(
      "Most teams called anywhere of late confirm nothing: an outage of delivery rather than their"
          + " absence. From here on nobody is called in the place of unreached teams, and a wave"
          + " that reaches nobody ends at its deadline. Said once for each alert.")
  record DeliveryDoubtful(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription(
              "Teams on all alerts whose time to confirm ended within about two minutes")
          int due,
      @JsonPropertyDescription("Those of them that have confirmed nothing") int unreached)
      implements DispatchEvent {}

  @EventName("alert.clue-received.v1")
  @JsonClassDescription("A report tied to this alert.")
  record ClueReceived(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("The report") UUID reportId,
      @JsonPropertyDescription("Account that sent it") String by,
      @JsonPropertyDescription("The clue itself, 1 to 4000 characters") String text,
      @JsonPropertyDescription("Where it was seen, WGS-84, if the sender said")
          @Nullable GeoPoint location)
      implements DispatchEvent {}

  @EventName("alert.resolved.v1")
  @JsonClassDescription("The command center ended the alert with an outcome.")
  record AlertResolved(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that ended it") String by,
      @JsonPropertyDescription("How it ended") Outcome outcome,
      @JsonPropertyDescription("In words, if there is more to say, up to 2000 characters")
          @Nullable String note)
      implements DispatchEvent {}

  @EventName("alert.cancelled.v1")
  @JsonClassDescription("The command center took the alert back.")
  record AlertCancelled(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that ended it") String by,
      @JsonPropertyDescription("Why, in words, 1 to 500 characters") String reason)
      implements DispatchEvent {}

  @EventName("alert.expired.v1")
  @JsonClassDescription("Nobody ended the alert in time.")
  record AlertExpired(UUID alertId, Instant at) implements DispatchEvent {}

  /** What concerns one team's part in an alert. */
  sealed interface TaskEvent extends DispatchEvent {
    @JsonPropertyDescription("The team's part in the alert")
    UUID taskId();

    @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -")
    String teamId();
  }
}
