package muster.benchmarks.race;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.TeamSnapshot.Member;

/** Five teams of eight, all on duty, one behind the other to the north of a place. */
final class FiveTeams {
  static final int TEAMS = 5;
  static final int MEMBERS = 8;
  static final JurisdictionCode JURISDICTION = new JurisdictionCode("320371003209");
  static final GeoPoint PLACE = new GeoPoint(34.2857, 117.3726);

  private static final double DEGREES_APART = 0.001; // about 110 m

  private FiveTeams() {}

  static Stream<Event> snapshots(Instant at) {
    List<Event> all = new ArrayList<>();
    for (int team = 1; team <= TEAMS; team++) {
      List<Member> members = new ArrayList<>();
      for (String person : people(team)) {
        all.add(new PresenceSnapshot(person, at, 1, true, null, null, null));
        members.add(
            new Member(
                person, person, members.isEmpty() ? Member.Role.CAPTAIN : Member.Role.MEMBER));
      }
      all.add(
          new TeamSnapshot(
              teamId(team),
              at,
              1,
              "Team " + team,
              JURISDICTION,
              new GeoPoint(PLACE.latitude() + team * DEGREES_APART, PLACE.longitude()),
              Set.of(),
              members));
    }
    return all.stream();
  }

  static String teamId(int team) {
    return "race-" + team;
  }

  static List<String> people(int team) {
    return IntStream.rangeClosed(1, MEMBERS)
        .mapToObj(member -> "race-%d-%d".formatted(team, member))
        .toList();
  }
}
