package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import java.time.Instant;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.JurisdictionCode;

/** What happened to jurisdictions, teams and volunteers, on {@code volunteer.events}. */
public sealed interface VolunteerEvent extends Event {

  @EventName("jurisdiction.registered.v1")
  @JsonClassDescription("A jurisdiction is known or has a new name.")
  record JurisdictionRegistered(JurisdictionCode code, Instant at, String name)
      implements VolunteerEvent {
    @Override
    public String key() {
      return code.value();
    }
  }

  @EventName("team.registered.v1")
  record TeamRegistered(String teamId, Instant at, String name, JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("team.changed.v1")
  @JsonClassDescription(
      "Name, base, capabilities or members changed; volunteer.teams says to what.")
  record TeamChanged(String teamId, Instant at, String name, JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("team.disbanded.v1")
  record TeamDisbanded(String teamId, Instant at) implements VolunteerEvent {
    @Override
    public String key() {
      return teamId;
    }
  }

  @EventName("volunteer.registered.v1")
  @JsonClassDescription("No personal data: who it is stays in volunteer-service.")
  record VolunteerRegistered(String volunteerId, Instant at, JurisdictionCode jurisdiction)
      implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.went-on-duty.v1")
  record WentOnDuty(String volunteerId, Instant at) implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }

  @EventName("volunteer.went-off-duty.v1")
  record WentOffDuty(String volunteerId, Instant at) implements VolunteerEvent {
    @Override
    public String key() {
      return volunteerId;
    }
  }
}
