package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.JurisdictionCode;

@JsonClassDescription("What happened to jurisdictions, teams and volunteers.")
public sealed interface VolunteerEvent extends Event {

  @EventName("jurisdiction.registered.v1")
  @JsonClassDescription("A jurisdiction is known or has a new name.")
  record JurisdictionRegistered(
      @JsonPropertyDescription("Its GB/T 2260 code") JurisdictionCode code,
      Instant at,
      @JsonPropertyDescription("Its official name, 1 to 100 characters") String name)
      implements VolunteerEvent {
    @Override
    public String key() {
      return code.value();
    }
  }

  @EventName("jurisdiction.removed.v1")
  @JsonClassDescription(
      "The jurisdiction is known no longer: nothing stood in it. It may be registered again.")
  record JurisdictionRemoved(
      @JsonPropertyDescription("Its GB/T 2260 code") JurisdictionCode code, Instant at)
      implements VolunteerEvent {
    @Override
    public String key() {
      return code.value();
    }
  }

  @EventName("team.registered.v1")
  @JsonClassDescription("A team exists now.")
  record TeamRegistered(
      @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId,
      Instant at,
      @JsonPropertyDescription("What people call it, 1 to 100 characters") String name,
      @JsonPropertyDescription("Where it belongs, as a GB/T 2260 code")
          JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("team.changed.v1")
  @JsonClassDescription(
      "Name, base, capabilities or members changed; volunteer.teams says to what.")
  record TeamChanged(
      @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId,
      Instant at,
      @JsonPropertyDescription("What people call it now, 1 to 100 characters") String name,
      @JsonPropertyDescription("Where it belongs, as a GB/T 2260 code")
          JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("team.disbanded.v1")
  @JsonClassDescription("The team is gone.")
  record TeamDisbanded(
      @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId, Instant at)
      implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("volunteer.registered.v1")
  @JsonClassDescription("No personal data: who it is stays in volunteer-service.")
  record VolunteerRegistered(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      Instant at,
      @JsonPropertyDescription("Where the volunteer belongs, as a GB/T 2260 code")
          JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.went-on-duty.v1")
  @JsonClassDescription("The volunteer may be called from now on.")
  record WentOnDuty(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      Instant at)
      implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.went-off-duty.v1")
  @JsonClassDescription("The volunteer may no longer be called.")
  record WentOffDuty(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      Instant at)
      implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.erased.v1")
  @JsonClassDescription(
      "The volunteer is gone for good: name, number, account, presence and memberships are erased,"
          + " and the id is never used again. Who keeps anything of the volunteer drops it.")
  record VolunteerErased(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      Instant at)
      implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }
}
