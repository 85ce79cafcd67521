package muster.dispatch.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.TeamVisitor;

/** Teams as the index tells of them. */
public final class MadeTeams implements Consumer<TeamVisitor> {
  private static final Instant AT = Instant.parse("2022-03-12T08:00:00Z");

  private record Made(TeamSnapshot team, List<Person> people) {}

  private record Person(String id, boolean inOtherTeams, GeoPoint place, long positionAt) {}

  private final List<Made> teams = new ArrayList<>();

  MadeTeams with(String id, String jurisdiction, GeoPoint base, int onDuty) {
    return with(id, "Team " + id, jurisdiction, base, onDuty);
  }

  MadeTeams with(String id, String name, String jurisdiction, GeoPoint base, int onDuty) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < onDuty; i++) {
      people.add(new Person(id + "-" + i, false, base, 0));
    }
    teams.add(new Made(snapshot(id, name, jurisdiction, base), people));
    return this;
  }

  /** With people on duty who were at these places, one second after the other. */
  MadeTeams withSeen(String id, String jurisdiction, GeoPoint base, GeoPoint... places) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      people.add(new Person(id + "-" + i, false, places[i], AT.toEpochMilli() + 1_000L * i));
    }
    teams.add(new Made(snapshot(id, "Team " + id, jurisdiction, base), people));
    return this;
  }

  /** With one on duty, who is in other teams too. */
  MadeTeams withShared(String id, String jurisdiction, GeoPoint base, String person) {
    teams.add(
        new Made(
            snapshot(id, "Team " + id, jurisdiction, base),
            List.of(new Person(person, true, base, 0))));
    return this;
  }

  private static TeamSnapshot snapshot(String id, String name, String jurisdiction, GeoPoint base) {
    return new TeamSnapshot(
        id,
        AT,
        1,
        name,
        new JurisdictionCode(jurisdiction),
        base,
        Set.of("patrol", "boat"),
        List.of());
  }

  @Override
  public void accept(TeamVisitor visitor) {
    for (Made made : teams) {
      visitor.team(made.team(), made.people().size());
      for (Person person : made.people()) {
        visitor.personOnDuty(
            person.id(),
            person.inOtherTeams(),
            person.place().latitude(),
            person.place().longitude(),
            person.positionAt());
      }
    }
  }
}
