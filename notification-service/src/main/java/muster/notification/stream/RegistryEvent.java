package muster.notification.stream;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.VolunteerEvent;
import muster.contracts.volunteer.VolunteerEvent.TeamOfVolunteer;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a jurisdiction, a team or a volunteer. Of people's going on and off duty desks
 * are told by team: when somebody works is for who asks for it, and is recorded.
 */
public record RegistryEvent(LogRecord record) implements StreamedEvent {

  public VolunteerEvent event() {
    return (VolunteerEvent) record.envelope().event();
  }

  /** Of one person's duty, of which a desk is told for which of its teams that is. */
  public boolean isOfDuty() {
    return event() instanceof VolunteerEvent.WentOnDuty
        || event() instanceof VolunteerEvent.WentOffDuty;
  }

  /** Of a duty, the teams within a jurisdiction; else none. */
  public List<String> teamsWithin(JurisdictionCode within) {
    return teams().stream()
        .filter(team -> within.covers(team.jurisdiction()))
        .map(TeamOfVolunteer::teamId)
        .toList();
  }

  /** Where what it is about belongs; null of a duty, and where it does not say. */
  public @Nullable JurisdictionCode jurisdiction() {
    return switch (event()) {
      case VolunteerEvent.JurisdictionRegistered registered -> registered.code();
      case VolunteerEvent.JurisdictionRemoved removed -> removed.code();
      case VolunteerEvent.TeamRegistered registered -> registered.jurisdiction();
      case VolunteerEvent.TeamChanged changed -> changed.jurisdiction();
      case VolunteerEvent.TeamDisbanded disbanded -> disbanded.jurisdiction();
      case VolunteerEvent.VolunteerRegistered registered -> registered.jurisdiction();
      case VolunteerEvent.VolunteerErased erased -> erased.jurisdiction();
      case VolunteerEvent.WentOnDuty _, VolunteerEvent.WentOffDuty _ -> null;
    };
  }

  /** Whether it concerns who is responsible there: also where a team has gone from. */
  public boolean concerns(JurisdictionCode within) {
    if (isOfDuty()) {
      return teams().stream().anyMatch(team -> within.covers(team.jurisdiction()));
    }
    JurisdictionCode movedFrom =
        event() instanceof VolunteerEvent.TeamChanged changed ? changed.movedFrom() : null;
    return Stream.of(jurisdiction(), movedFrom).filter(Objects::nonNull).anyMatch(within::covers);
  }

  private List<TeamOfVolunteer> teams() {
    List<TeamOfVolunteer> teams =
        switch (event()) {
          case VolunteerEvent.WentOnDuty on -> on.teams();
          case VolunteerEvent.WentOffDuty off -> off.teams();
          case VolunteerEvent.JurisdictionRegistered _,
              VolunteerEvent.JurisdictionRemoved _,
              VolunteerEvent.TeamRegistered _,
              VolunteerEvent.TeamChanged _,
              VolunteerEvent.TeamDisbanded _,
              VolunteerEvent.VolunteerRegistered _,
              VolunteerEvent.VolunteerErased _ ->
              null;
        };
    return teams == null ? List.of() : teams;
  }
}
