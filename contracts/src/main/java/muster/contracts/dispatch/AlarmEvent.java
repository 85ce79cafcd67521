package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

@JsonClassDescription(
    "What command centers must act on, and who has: in order per alarm. An alarm follows from other"
        + " events and is behind them by moments; what it is about is said there.")
public sealed interface AlarmEvent extends Event {
  @JsonPropertyDescription(
      "The alarm: its condition, its subject and the first event that it comes from, joined by"
          + " colons; up to 300 characters")
  String alarmId();

  @JsonPropertyDescription("What is the matter")
  AlarmCondition condition();

  @JsonPropertyDescription(
      "What it is the matter with; the condition says what kind of thing that is")
  String subject();

  @JsonPropertyDescription("The alert that it is about; absent: it is about none")
  @Nullable UUID alertId();

  @JsonPropertyDescription("The report that it is about; absent: it is about none")
  @Nullable UUID reportId();

  @JsonPropertyDescription(
      "Whose alarm it is, as a GB/T 2260 code, at level 0. Absent: it is about the system, and"
          + " everybody's")
  @Nullable JurisdictionCode jurisdiction();

  @Override
  default String key() {
    return alarmId();
  }

  @EventName("alarm.raised.v1")
  @JsonClassDescription(
      "Somebody must act. With a raisedAt before at it was"
          + " gone for less than 10 s and is back, as the same alarm.")
  record AlarmRaised(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction,
      @JsonPropertyDescription("How urgent it is") AlarmPriority priority,
      @JsonPropertyDescription("What the alert is called on the radio; absent if it has no number")
          @Nullable Integer number,
      @JsonPropertyDescription("When it was raised first") Instant raisedAt)
      implements AlarmEvent {}

  @EventName("alarm.acknowledged.v1")
  @JsonClassDescription(
      "Somebody has it in hand: it is silent at all desks. It stays until its cause is gone.")
  record AlarmAcknowledged(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction,
      @JsonPropertyDescription("Account that acknowledged it") String by,
      @JsonPropertyDescription("What the account is called, 1 to 100 characters") String name)
      implements AlarmEvent {}

  @EventName("alarm.shelved.v1")
  @JsonClassDescription("It is silent for a while, and in sight all the same.")
  record AlarmShelved(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction,
      @JsonPropertyDescription("Account that shelved it") String by,
      @JsonPropertyDescription("What the account is called, 1 to 100 characters") String name,
      @JsonPropertyDescription("When it ends by itself") Instant until,
      @JsonPropertyDescription("Why, in words, 1 to 500 characters") String reason)
      implements AlarmEvent {}

  @EventName("alarm.shelving-ended.v1")
  @JsonClassDescription("It is shelved no more; if nobody has acknowledged it, it sounds.")
  record AlarmShelvingEnded(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction,
      @JsonPropertyDescription("Account that ended it; absent: its time was over")
          @Nullable String by)
      implements AlarmEvent {}

  @EventName("alarm.sounded-again.v1")
  @JsonClassDescription(
      "High, and for a minute nobody has acknowledged it, or who has did nothing: it sounds again,"
          + " also for the next wider jurisdiction, as long as there is one. An acknowledgement"
          + " before this counts no more.")
  record AlarmSoundedAgain(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction,
      @JsonPropertyDescription("How many levels above its own jurisdiction it sounds now, from 1")
          int level,
      @JsonPropertyDescription("That jurisdiction, as a GB/T 2260 code") JurisdictionCode to,
      @JsonPropertyDescription(
              "Account that had acknowledged it and did nothing; absent: nobody had")
          @Nullable String acknowledgedBy)
      implements AlarmEvent {}

  @EventName("alarm.gone.v1")
  @JsonClassDescription(
      "Its cause is gone. If nobody had acknowledged it, it stays in sight until somebody does, a day"
          + " at most.")
  record AlarmGone(
      String alarmId,
      Instant at,
      AlarmCondition condition,
      String subject,
      @Nullable UUID alertId,
      @Nullable UUID reportId,
      @Nullable JurisdictionCode jurisdiction)
      implements AlarmEvent {}
}
