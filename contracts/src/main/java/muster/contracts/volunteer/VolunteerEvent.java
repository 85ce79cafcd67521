package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

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
          JurisdictionCode jurisdiction,
      @JsonPropertyDescription(
              "Where it belonged before, if this change has moved it. Absent: it belongs where it"
                  + " did, or this was written before events said so")
          @Nullable JurisdictionCode movedFrom)
      implements VolunteerEvent {

    /** Of a team that has not moved. */
    public TeamChanged(String teamId, Instant at, String name, JurisdictionCode jurisdiction) {
      this(teamId, at, name, jurisdiction, null);
    }

    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("team.disbanded.v1")
  @JsonClassDescription("The team is gone.")
  record TeamDisbanded(
      @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId,
      Instant at,
      @JsonPropertyDescription(
              "Where it belonged, as a GB/T 2260 code. Absent: written before events said so")
          @Nullable JurisdictionCode jurisdiction)
      implements VolunteerEvent {

    /** Of a team of which it is not said where it belonged. */
    public TeamDisbanded(String teamId, Instant at) {
      this(teamId, at, null);
    }

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
      Instant at,
      @JsonPropertyDescription(
              "The teams that the volunteer is in at that moment. Absent: written before events"
                  + " said so")
          @Nullable List<TeamOfVolunteer> teams)
      implements VolunteerEvent {

    public WentOnDuty {
      teams = teams == null ? null : List.copyOf(teams);
    }

    /** Of a volunteer of whom it is not said in which teams. */
    public WentOnDuty(String volunteerId, Instant at) {
      this(volunteerId, at, null);
    }

    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.went-off-duty.v1")
  @JsonClassDescription("The volunteer may no longer be called.")
  record WentOffDuty(
      @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
      Instant at,
      @JsonPropertyDescription(
              "The teams that the volunteer is in at that moment. Absent: written before events"
                  + " said so")
          @Nullable List<TeamOfVolunteer> teams)
      implements VolunteerEvent {

    public WentOffDuty {
      teams = teams == null ? null : List.copyOf(teams);
    }

    /** Of a volunteer of whom it is not said in which teams. */
    public WentOffDuty(String volunteerId, Instant at) {
      this(volunteerId, at, null);
    }

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
      Instant at,
      @JsonPropertyDescription(
              "Where the volunteer belonged, as a GB/T 2260 code. Absent: written before events"
                  + " said so")
          @Nullable JurisdictionCode jurisdiction)
      implements VolunteerEvent {

    /** Of a volunteer of whom it is not said where. */
    public VolunteerErased(String volunteerId, Instant at) {
      this(volunteerId, at, null);
    }

    @Override
    public String key() {
      return volunteerId;
    }
  }

  @JsonClassDescription("A team that a volunteer is in.")
  record TeamOfVolunteer(
      @JsonPropertyDescription("The team, 1 to 64 of A-Z a-z 0-9 . _ -") String teamId,
      @JsonPropertyDescription("Where it belongs, as a GB/T 2260 code")
          JurisdictionCode jurisdiction) {}
}
