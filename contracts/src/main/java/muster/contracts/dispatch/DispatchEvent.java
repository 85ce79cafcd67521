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
        + " is what these events say, and its timeline is this list. Whether it is an exercise stands"
        + " in its first event, alert.issued, and again in alert.reopened; the others are read after"
        + " that, by the same key.")
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
      "The command center changed what kind of incident it is, or how many teams or people are"
          + " needed. Waves, clocks and kept teams stay: nobody who comes is stood down.")
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

  @EventName("alert.message-sent.v1")
  @JsonClassDescription(
      "The command center says something to those who come, or to one team. Told to them as they"
          + " are now, to those who say later that they come, and when a stream is opened later.")
  record MessageSent(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that sent it") String by,
      @JsonPropertyDescription("The message, 1 to 500 characters") String text,
      @JsonPropertyDescription(
              "The teams that it is for, at least one: all that came when it was sent, or the one"
                  + " it was meant for")
          List<Recipient> recipients,
      @JsonPropertyDescription(
              "True: of these teams it is for the members who come; absent: for all their members")
          @Nullable Boolean forWhoComes)
      implements DispatchEvent {

    public MessageSent {
      recipients = List.copyOf(recipients);
    }

    @JsonClassDescription("A team that is told, and by which task it is concerned.")
    public record Recipient(
        @JsonPropertyDescription("The team's part in the alert") UUID taskId,
        @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId) {}
  }

  @EventName("alert.radio-line-read.v1")
  @JsonClassDescription(
      "Somebody at the command center read this out over the radio; the end may be past.")
  record RadioLineRead(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that read it") String by,
      @JsonPropertyDescription("What was read, 1 to 500 characters") String text)
      implements DispatchEvent {}

  @EventName("alert.lead-taken.v1")
  @JsonClassDescription(
      "A desk leads the alert from now on, in the place of whoever led it. The lead ends with the"
          + " alert, of which no event tells.")
  record LeadTaken(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that leads it") String by,
      @JsonPropertyDescription("What the account is called, 1 to 100 characters") String name,
      @JsonPropertyDescription("Account that led it until now; absent: nobody did")
          @Nullable String from)
      implements DispatchEvent {}

  @EventName("alert.lead-left.v1")
  @JsonClassDescription("Who led the alert does not any more, and nobody else does yet.")
  record LeadLeft(
      UUID alertId, Instant at, @JsonPropertyDescription("Account that led it") String by)
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
      @JsonPropertyDescription(
          "A dispatcher or an officer asked for it, corrected the place, or reopened the alert")
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
      @JsonPropertyDescription(
          "A kept team dropped out, or more are needed, and nobody was on standby")
      UNCOVERED,
      @JsonPropertyDescription(
          "A dispatcher or an officer asked for it, corrected the place, or reopened the alert")
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
          @Nullable String assignedBy,
      @JsonPropertyDescription(
              "Where the team belongs, as a GB/T 2260 code. Elsewhere than the alert: whoever is"
                  + " responsible there may follow the alert and stand the team down. Absent: not"
                  + " told, by an older version")
          @Nullable JurisdictionCode teamJurisdiction)
      implements TaskEvent {

    /** From 1. */
    public int callNumber() {
      return call == null ? 1 : call;
    }
  }

  @EventName("task.reckoned.v1")
  @JsonClassDescription(
      "The alert turned out to be elsewhere: how far a team is that has been called and is not"
          + " there yet.")
  record TaskReckoned(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription(
              "As of now and for the new place, in place of what the offer said; the rank is among"
                  + " the teams that are not there yet")
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
      "No device of the team confirmed within the reach deadline. Not a refusal: another one may be"
          + " called in its place, and it may still acknowledge when it comes back.")
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
      @JsonPropertyDescription("Whose device it was") String volunteerId,
      @JsonPropertyDescription("Until when it waits for the answer now") Instant answerBy)
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
              "Account that gave the answer: the member's own, the captain's who takes the team"
                  + " back for all, or who heard it on the phone or radio")
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
  @JsonClassDescription(
      "The first standby team moves up and is among the needed ones now; or the one that a dispatcher"
          + " assigned by hand is kept, whatever its rank.")
  record TaskPromoted(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription(
              "Account that assigned the team by hand: it is kept also beyond the need, past those in"
                  + " line before it. Absent: the first in line, whose place has become free")
          @Nullable String assignedBy)
      implements TaskEvent {

    /** The first in line. */
    public TaskPromoted(UUID alertId, Instant at, UUID taskId, String teamId) {
      this(alertId, at, taskId, teamId, null);
    }
  }

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
  @JsonClassDescription(
      "The last member who had said yes can't come after all, or the captain has taken the team"
          + " back for all.")
  record TaskWithdrawn(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account of the last member who came, or of the captain") String by,
      @JsonPropertyDescription("In their own words, if they gave one, up to 500 characters")
          @Nullable String reason,
      @JsonPropertyDescription(
              "True: others of the team are on duty and have not said no, so a wave may call it"
                  + " again. Absent: none are known")
          @Nullable Boolean othersLeft)
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
      @JsonPropertyDescription(
          "All who had said yes have left the team; or, of one that was only called, all who had not"
              + " said no")
      MEMBERS_LEFT,
      @JsonPropertyDescription(
          "All members have gone off duty and said so; or nobody of a team on standby is on duty"
              + " when it is its turn")
      OFF_DUTY,
      @JsonPropertyDescription(
          "A member on whom the offer rested comes with another team or to another alert, has said no,"
              + " gone off duty or left, and nobody is left on duty whom no other team needs")
      MEMBERS_ELSEWHERE
    }
  }

  @EventName("task.unstaffed.v1")
  @JsonClassDescription(
      "All who come with a team have gone off duty and said so, though others of it may be on duty"
          + " who have said nothing. The team is still counted: somebody has to find out whether it"
          + " comes.")
  record TaskUnstaffed(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.staffed-again.v1")
  @JsonClassDescription(
      "Somebody who comes with a team that was unstaffed is on duty again. Whoever of it says that"
          + " he or she comes ends it, too, with member.answered alone.")
  record TaskStaffedAgain(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Who is on duty, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId)
      implements TaskEvent {}

  @EventName("task.reminded.v1")
  @JsonClassDescription(
      "The team is in, and has not said in its time that it is on its way. Told once, each time it"
          + " is in.")
  record TaskReminded(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

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

  @EventName("task.help-acknowledged.v1")
  @JsonClassDescription("The command center has the team's requests for help in hand.")
  record TaskHelpAcknowledged(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that took them in hand") String by,
      @JsonPropertyDescription("What the team has asked for after this is still open")
          Instant askedUntil)
      implements TaskEvent {}

  @EventName("task.telephoned.v1")
  @JsonClassDescription(
      "The command center has rung the team up. What was said of coming is an answer of its own, and"
          + " a call on the telephone is no device that has confirmed; the end may be past.")
  record TaskTelephoned(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("Account that rang") String by,
      @JsonPropertyDescription(
              "The member who was rung, 1 to 64 of A-Z a-z 0-9 . _ -; absent: nobody in particular")
          @Nullable String volunteerId,
      @JsonPropertyDescription("What became of the call") Result result)
      implements TaskEvent {

    public enum Result {
      @JsonPropertyDescription("Somebody answered and knows of the alert")
      REACHED,
      @JsonPropertyDescription("Nobody took the call")
      NO_ANSWER,
      @JsonPropertyDescription("Somebody else has this number, or nobody")
      WRONG_NUMBER
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
          "A dispatcher or an officer wants it so: no wave calls it again, unless the alert is"
              + " reopened")
      BY_HAND,
      @JsonPropertyDescription(
          "The alert was merged into another one, and the team had not said that it comes")
      MERGED
    }
  }

  @EventName("task.passed-on.v1")
  @JsonClassDescription(
      "The alert was merged into another one and the team, which comes or stands by, goes on there:"
          + " task.taken-over.v1 of that alert says how. It is never without an alert in between.")
  record TaskPassedOn(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("The alert in which the team goes on") UUID intoAlertId,
      @JsonPropertyDescription("Its task there; what is done with this one is done with that one")
          UUID intoTaskId)
      implements TaskEvent {}

  @EventName("task.taken-over.v1")
  @JsonClassDescription(
      "Another alert was merged into this one, and a team that comes to it, or stands by, goes on"
          + " here. Nobody who comes is stood down for that: it is kept, also beyond the need.")
  record TaskTakenOver(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription("As it was called when the task was offered, 1 to 100 characters")
          String teamName,
      @JsonPropertyDescription(
              "Where the team belongs, as it was called; absent where that is not known")
          @Nullable JurisdictionCode teamJurisdiction,
      @JsonPropertyDescription("The alert that was merged into this one") UUID fromAlertId,
      @JsonPropertyDescription("The team's task there") UUID fromTaskId,
      @JsonPropertyDescription("Where the team stands") Standing standing,
      @JsonPropertyDescription("Place in line, from 1, behind those who are in it; only of STANDBY")
          @Nullable Integer rank,
      @JsonPropertyDescription(
              "Why this team was called to the other alert: its distance is to the place of that"
                  + " one")
          PickReason reason,
      @JsonPropertyDescription("The team's own estimate in seconds, 0 to 86400, as it gave it")
          @Nullable Integer etaSeconds,
      @JsonPropertyDescription("Account that had assigned the team by hand, or called it again")
          @Nullable String assignedBy,
      @JsonPropertyDescription("What its members have said last, oldest first; at least one comes")
          List<Member> members)
      implements TaskEvent {

    public TaskTakenOver {
      members = List.copyOf(members);
    }

    public enum Standing {
      @JsonPropertyDescription("It comes")
      ACKNOWLEDGED,
      @JsonPropertyDescription("It is in line")
      STANDBY,
      @JsonPropertyDescription("It is on its way")
      EN_ROUTE,
      @JsonPropertyDescription("It is there")
      ON_SCENE
    }

    @JsonClassDescription("What one member of the team has said last.")
    public record Member(
        @JsonPropertyDescription("Who answered, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
        @JsonPropertyDescription("Account that gave the answer") String by,
        @JsonPropertyDescription("What the member said") MemberAnswered.Answer answer,
        @JsonPropertyDescription("The member's own estimate in seconds from the answer, 0 to 86400")
            @Nullable Integer etaSeconds,
        @JsonPropertyDescription("How it was said") MemberAnswered.Said said,
        @JsonPropertyDescription("In their own words, if they gave a reason, up to 500 characters")
            @Nullable String reason,
        @JsonPropertyDescription("When the member answered") Instant answeredAt) {}
  }

  @EventName("task.released.v1")
  @JsonClassDescription(
      "The alert has ended and the team, which was on scene, is released with thanks. Not a"
          + " stand-down: it has done its part.")
  record TaskReleased(UUID alertId, Instant at, UUID taskId, String teamId) implements TaskEvent {}

  @EventName("task.answered-late.v1")
  @JsonClassDescription(
      "A member of the team answered when the alert was over. It was refused, and is kept: it tells"
          + " who would have come, and counts when the alert is reopened. Of before whose answer it is"
          + " was told, it stands for the team's.")
  record TaskAnsweredLate(
      UUID alertId,
      Instant at,
      UUID taskId,
      String teamId,
      @JsonPropertyDescription(
              "Account that gave the answer: the member's own, or who heard it on the phone or radio")
          String by,
      @JsonPropertyDescription("What the member would have done") Answer answer,
      @JsonPropertyDescription("The member's own estimate in seconds, 0 to 86400; only of COMES")
          @Nullable Integer etaSeconds,
      @JsonPropertyDescription(
              "In their own words, if they gave one, up to 500 characters; only of CANNOT")
          @Nullable String reason,
      @JsonPropertyDescription(
              "Who answered, 1 to 64 of A-Z a-z 0-9 . _ -. Absent: the member whose account is by")
          @Nullable String volunteerId,
      @JsonPropertyDescription("How it was said. Absent: that is not known")
          MemberAnswered.@Nullable Said said,
      @JsonPropertyDescription(
              "True: others of the team come, or are on duty and have not said no, so this is not the"
                  + " team's no. Absent: the whole team would not have come; only of CANNOT")
          @Nullable Boolean othersLeft)
      implements TaskEvent {

    public enum Answer {
      @JsonPropertyDescription("I would have come")
      COMES,
      @JsonPropertyDescription("I would not have come")
      CANNOT
    }
  }

  @EventName("alert.covered.v1")
  @JsonClassDescription("As many teams come as are needed, or as many people with them.")
  record AlertCovered(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Teams that come, at least as many as are needed") int teams)
      implements DispatchEvent {}

  @EventName("alert.uncovered.v1")
  @JsonClassDescription(
      "A kept team or somebody of one dropped out, or more are needed, and there was no standby.")
  record AlertUncovered(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Teams missing; where people are needed 1, for at least one is")
          int missing,
      @JsonPropertyDescription("People missing. Absent: the alert needs teams")
          @Nullable Integer missingPeople)
      implements DispatchEvent {

    /** Of an alert that needs teams. */
    public AlertUncovered(UUID alertId, Instant at, int missing) {
      this(alertId, at, missing, null);
    }
  }

  @EventName("alert.escalated.v1")
  @JsonClassDescription("The last wave was not enough: the parent jurisdiction takes over.")
  record AlertEscalated(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("The jurisdiction the alert was issued in") JurisdictionCode from,
      @JsonPropertyDescription("Its parent") JurisdictionCode to,
      @JsonPropertyDescription("Teams missing; where people are needed 1, for at least one is")
          int missing,
      @JsonPropertyDescription("People missing. Absent: the alert needs teams")
          @Nullable Integer missingPeople)
      implements DispatchEvent {

    /** Of an alert that needs teams. */
    public AlertEscalated(
        UUID alertId, Instant at, JurisdictionCode from, JurisdictionCode to, int missing) {
      this(alertId, at, from, to, missing, null);
    }
  }

  @EventName("alert.escalation-told-again.v1")
  @JsonClassDescription(
      "Teams or people are still missing, and nobody of the parent jurisdiction has accepted the alert for a"
          + " minute.")
  record EscalationToldAgain(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("The jurisdiction that is to accept it") JurisdictionCode to,
      @JsonPropertyDescription("Teams missing; where people are needed 1, for at least one is")
          int missing,
      @JsonPropertyDescription("People missing. Absent: the alert needs teams")
          @Nullable Integer missingPeople,
      @JsonPropertyDescription("How often it has been told by now, with alert.escalated: 2 to 10")
          int times)
      implements DispatchEvent {}

  @EventName("alert.escalation-accepted.v1")
  @JsonClassDescription("Somebody of the parent jurisdiction has taken the alert over.")
  record EscalationAccepted(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that accepted it") String by,
      @JsonPropertyDescription("The jurisdiction for which it was accepted") JurisdictionCode to)
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
          @Nullable GeoPoint location,
      @JsonPropertyDescription(
              "What was added to the report, or its withdrawal, by its own id. Absent: the report"
                  + " itself")
          @Nullable UUID addition,
      @JsonPropertyDescription(
              "True: the reporter takes the report back, and the text says why. Absent: not so")
          @Nullable Boolean withdrawal)
      implements DispatchEvent {

    /** What tells it from all other clues. */
    public UUID clueId() {
      return addition == null ? reportId : addition;
    }
  }

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

  @EventName("alert.merged.v1")
  @JsonClassDescription(
      "The alert was about the same as another one and goes on in that: its end. Who came or stood"
          + " by was passed on, and later clues go there.")
  record AlertMerged(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that merged them") String by,
      @JsonPropertyDescription("The alert that goes on") UUID into,
      @JsonPropertyDescription("What that is called on the radio; absent if it has no number")
          @Nullable Integer intoNumber)
      implements DispatchEvent {}

  @EventName("alert.taken-in.v1")
  @JsonClassDescription(
      "Another alert was about the same and was merged into this one: its teams follow as"
          + " task.taken-over events, its clues as alert.clue-received.")
  record AlertTakenIn(
      UUID alertId,
      Instant at,
      @JsonPropertyDescription("Account that merged them") String by,
      @JsonPropertyDescription("The alert that has ended with this") UUID from,
      @JsonPropertyDescription("What that was called on the radio; absent if it had no number")
          @Nullable Integer fromNumber)
      implements DispatchEvent {}

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
