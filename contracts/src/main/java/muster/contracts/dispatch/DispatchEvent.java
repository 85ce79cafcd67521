package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
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
      @JsonPropertyDescription("The terms this alert runs under until it ends or is changed")
          CallOutTerms terms,
      @JsonPropertyDescription(
              "What it is called on the radio, 10000 to 99999999; given again after some ninety"
                  + " million alerts. Absent: issued before alerts had numbers")
          @Nullable Integer number,
      @JsonPropertyDescription("True: it is an exercise, and nobody is in need. Absent: it is none")
          @Nullable Boolean exercise)
      implements DispatchEvent {}

  @EventName("alert.updated.v1")
  @JsonClassDescription("The details changed; whoever holds a task is told.")
  record AlertUpdated(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that changed them") String by,
      @JsonPropertyDescription("All details as they are now") AlertDetails details)
      implements DispatchEvent {}

  @EventName("alert.changed.v1")
  @JsonClassDescription(
      "The command center changed what kind of incident it is, or how many teams are needed. Waves,"
          + " clocks and kept teams stay: nobody who comes is stood down.")
  record AlertChanged(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that changed it") String by,
      @JsonPropertyDescription("Kind of incident, as it is now") Category category,
      @JsonPropertyDescription("All terms as they are now; those of the clocks stay as they were")
          CallOutTerms terms)
      implements DispatchEvent {}

  @EventName("alert.note-added.v1")
  @JsonClassDescription("Somebody at the command center wrote something down; the end may be past.")
  record NoteAdded(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that wrote it") String by,
      @JsonPropertyDescription("The note, 1 to 2000 characters") String text)
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
      @JsonPropertyDescription(
          "A kept team dropped out, or more are needed, and nobody was on standby")
      UNCOVERED,
      @JsonPropertyDescription("A dispatcher or an officer asked for it, or corrected the place")
      BY_HAND
    }
  }

  @EventName("wave.opened.v2")
  @JsonClassDescription(
      "A group of teams is called together. Written for what version 1 does not know: the trigger"
          + " LOOKED_AGAIN and the cause SAME_PEOPLE; for the others that version is.")
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
          @Nullable Integer call,
      @JsonPropertyDescription(
              "Account that assigned the team by hand, or called it again: it is kept when it comes,"
                  + " also beyond the need. Absent: called with its wave")
          @Nullable String assignedBy)
      implements TaskEvent {

    /** From 1. */
    public int callNumber() {
      return call == null ? 1 : call;
    }
  }

  @EventName("task.reckoned.v1")
  @JsonClassDescription(
      "The alert turned out to be elsewhere: how far a team is that has been called and has not"
          + " answered.")
  record TaskReckoned(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription(
              "As of now and for the new place, in place of what the offer said; the rank is among"
                  + " the teams that have not answered")
          PickReason reason)
      implements TaskEvent {}

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

  @EventName("member.answered.v1")
  @JsonClassDescription(
      "A member of a called team said whether he or she comes; what that makes of the team's answer"
          + " follows as an event of the task. Before this event there was, a team's first answer"
          + " was that of one member: by.")
  record MemberAnswered(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Who answered, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      @JsonPropertyDescription(
              "Account that gave the answer: the member's own, or who heard it on the phone or"
                  + " radio")
          String by,
      @JsonPropertyDescription("What the member said") Answer answer,
      @JsonPropertyDescription(
              "The member's own estimate in seconds from this answer, 0 to 86400; only of one who"
                  + " comes")
          @Nullable Integer etaSeconds,
      @JsonPropertyDescription("How it was said") Said said,
      @JsonPropertyDescription("In their own words, if they gave a reason, up to 500 characters")
          @Nullable String reason)
      implements TaskEvent {

    public enum Answer {
      @JsonPropertyDescription("I come; said again, with another estimate")
      COMES,
      @JsonPropertyDescription("I cannot")
      CANNOT,
      @JsonPropertyDescription("I said that I come and cannot after all")
      WITHDRAWS
    }

    public enum Said {
      @JsonPropertyDescription("By the member, in the app")
      APP,
      @JsonPropertyDescription("To the command center, on the phone")
      PHONE,
      @JsonPropertyDescription("To the command center, over the radio")
      RADIO
    }
  }

  @EventName("member.left.v1")
  @JsonClassDescription(
      "A member who had said yes is not in the team any more, and does not come with it.")
  record MemberLeft(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Who left, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId)
      implements TaskEvent {}

  @EventName("task.acknowledged.v1")
  @JsonClassDescription("The team comes and is among the needed ones.")
  record TaskAcknowledged(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account of the member by whose answer it became so") String by,
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
      @JsonPropertyDescription("Account of the member by whose answer it became so") String by,
      @JsonPropertyDescription("From 1, dense; everybody behind a team that leaves moves up by one")
          int rank,
      @JsonPropertyDescription("The team's own estimate in seconds, 0 to 86400")
          @Nullable Integer etaSeconds)
      implements TaskEvent {}

  @EventName("task.promoted.v1")
  @JsonClassDescription("The first standby team moves up and is among the needed ones now.")
  record TaskPromoted(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.declined.v1")
  @JsonClassDescription(
      "The team does not come: the last one on duty has said so, or the captain for all.")
  record TaskDeclined(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account of the member by whose answer it became so") String by,
      @JsonPropertyDescription("In their own words, if they gave one, up to 500 characters")
          @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.withdrawn.v1")
  @JsonClassDescription("The last member who had said yes can't come after all.")
  record TaskWithdrawn(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account of the last member who came") String by,
      @JsonPropertyDescription("In their own words, if they gave one, up to 500 characters")
          @Nullable String reason)
      implements TaskEvent {}

  @EventName("task.withdrawn.v2")
  @JsonClassDescription(
      "Nobody is left who could come with the team, so it is withdrawn without having been asked."
          + " A wave may call it again once somebody is there. Of a team that withdraws by its own"
          + " word version 1 is written.")
  record TaskWithdrawnV2(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Why nobody could come") Cause cause)
      implements TaskEvent {

    public enum Cause {
      @JsonPropertyDescription("The team was disbanded")
      TEAM_DISBANDED,
      @JsonPropertyDescription("The team has no members any more")
      TEAM_EMPTY,
      @JsonPropertyDescription("All who had said yes have left the team")
      MEMBERS_LEFT,
      @JsonPropertyDescription(
          "All members have gone off duty and said so; or nobody of a team on standby is on duty"
              + " when it is its turn")
      OFF_DUTY
    }
  }

  @EventName("task.unstaffed.v1")
  @JsonClassDescription(
      "All members of a team that comes have gone off duty and said so. The team is still counted:"
          + " somebody has to find out whether it comes.")
  record TaskUnstaffed(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.staffed-again.v1")
  @JsonClassDescription(
      "Somebody of a team that was unstaffed is on duty again. Who says once more that he or she"
          + " comes ends it, too, with member.answered alone.")
  record TaskStaffedAgain(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Who is on duty, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId)
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

  @EventName("task.help-asked.v1")
  @JsonClassDescription("The team on its way or on scene needs help itself.")
  record TaskHelpAsked(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that asked") String by,
      @JsonPropertyDescription("What is needed") Kind kind,
      @JsonPropertyDescription("In their own words, if they gave any, up to 500 characters")
          @Nullable String text)
      implements TaskEvent {

    public enum Kind {
      @JsonPropertyDescription("More volunteers")
      MORE_PEOPLE,
      @JsonPropertyDescription("The police")
      POLICE,
      @JsonPropertyDescription("An ambulance")
      AMBULANCE,
      @JsonPropertyDescription("The fire brigade")
      FIRE,
      @JsonPropertyDescription("The team itself is in danger")
      DANGER
    }
  }

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

  @EventName("task.stood-down.v2")
  @JsonClassDescription(
      "The team is no longer needed. Written for causes that version 1 does not know; for the others"
          + " that version is.")
  record TaskStoodDownV2(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Why it is no longer needed") Cause cause,
      @JsonPropertyDescription("Account that stood it down; only of BY_HAND") @Nullable String by,
      @JsonPropertyDescription("Why, in words, 1 to 500 characters; only of BY_HAND")
          @Nullable String reason)
      implements TaskEvent {

    public enum Cause {
      @JsonPropertyDescription("Enough other teams come")
      COVERED,
      @JsonPropertyDescription("The alert was resolved")
      RESOLVED,
      @JsonPropertyDescription("The alert was cancelled")
      CANCELLED,
      @JsonPropertyDescription("The alert expired")
      EXPIRED,
      @JsonPropertyDescription(
          "A dispatcher or an officer wants it so: it is not called with a wave again")
      BY_HAND
    }
  }

  @EventName("task.released.v1")
  @JsonClassDescription(
      "The alert has ended and the team, which was on scene, is released with thanks. Not a"
          + " stand-down: it has done its part.")
  record TaskReleased(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.answered-late.v1")
  @JsonClassDescription(
      "The team answered when the alert was over. It changes nothing but what is known of the team:"
          + " it was refused, and is kept.")
  record TaskAnsweredLate(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that answered for the team") String by,
      @JsonPropertyDescription("What it would have done") Answer answer,
      @JsonPropertyDescription("The team's own estimate in seconds, 0 to 86400; only of COMES")
          @Nullable Integer etaSeconds,
      @JsonPropertyDescription(
              "In their own words, if they gave one, up to 500 characters; only of CANNOT")
          @Nullable String reason)
      implements TaskEvent {

    public enum Answer {
      @JsonPropertyDescription("It would have come")
      COMES,
      @JsonPropertyDescription("It would not have come")
      CANNOT
    }
  }

  @EventName("alert.covered.v1")
  @JsonClassDescription("As many teams as needed come.")
  record AlertCovered(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Teams that come, at least as many as are needed") int teams)
      implements DispatchEvent {}

  @EventName("alert.uncovered.v1")
  @JsonClassDescription("A kept team dropped out, or more are needed, and there was no standby.")
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

  @EventName("alert.response-target-missed.v1")
  @JsonClassDescription(
      "The response target has passed with nobody on scene, since the alert was issued or reopened"
          + " last.")
  record ResponseTargetMissed(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("The target that was missed") Duration target,
      @JsonPropertyDescription("Teams that come") int teams)
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

  @EventName("alert.outcome-corrected.v1")
  @JsonClassDescription("The alert was resolved, and its outcome was another one than was said.")
  record OutcomeCorrected(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that corrected it") String by,
      @JsonPropertyDescription("How it really ended") Outcome outcome,
      @JsonPropertyDescription(
              "In words, if there is more to say, up to 2000 characters; in the place of what was"
                  + " said before")
          @Nullable String note)
      implements DispatchEvent {}

  @EventName("alert.reopened.v1")
  @JsonClassDescription(
      "The alert was over, and is not. Nobody is engaged, and what teams did before does not cover"
          + " it; those who had declined are not called again. A wave with the last radius"
          + " follows.")
  record AlertReopened(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that reopened it") String by,
      @JsonPropertyDescription("Why, if they said, up to 500 characters") @Nullable String reason,
      @JsonPropertyDescription("Kind of incident, as it was at the end") Category category,
      @JsonPropertyDescription("Where it happens, as a GB/T 2260 code")
          JurisdictionCode jurisdiction,
      @JsonPropertyDescription("What the people called out are told") AlertDetails details,
      @JsonPropertyDescription("What it is called on the radio; absent if it was issued without")
          @Nullable Integer number,
      @JsonPropertyDescription("True: it is an exercise, and nobody is in need. Absent: it is none")
          @Nullable Boolean exercise)
      implements DispatchEvent {}

  /** What concerns one team's part in an alert. */
  sealed interface TaskEvent extends DispatchEvent {
    @JsonPropertyDescription("The team's part in the alert")
    UUID taskId();

    @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -")
    String teamId();
  }
}
