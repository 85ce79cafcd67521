package muster.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.TeamSnapshot.Member;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The index finds what a look at everything finds, wherever on earth, however it came to know. */
class TeamIndexPropertyTest {
  private static final Instant NOW = Instant.parse("2022-03-12T08:00:00Z");

  private static final List<GeoPoint> PLACES =
      List.of(
          new GeoPoint(34.2857, 117.3726),
          new GeoPoint(0, 0),
          new GeoPoint(-33.9, 18.4),
          new GeoPoint(71.3, -156.8),
          new GeoPoint(52.0, 179.999),
          new GeoPoint(-17.7, -179.995),
          new GeoPoint(85.05, 180),
          new GeoPoint(89.9, 30),
          new GeoPoint(90, 0),
          new GeoPoint(-89.99, -100));

  private static final double[] RADII = {50, 800, 1_500, 6_000, 25_000, 100_000};

  @Property(tries = 120)
  void theNearestAreTheSameAsByLookingAtEverything(@ForAll long seed) {
    Random random = new Random(seed);
    GeoPoint center = PLACES.get(random.nextInt(PLACES.size()));
    double spread = RADII[1 + random.nextInt(RADII.length - 1)] * 1.5;
    // Few teams are searched one by one, many by cells: both ways have to be right.
    int teams = random.nextBoolean() ? random.nextInt(60) : 200 + random.nextInt(800);
    Country country = new Country();
    TeamIndex index = new TeamIndex();
    feed(random, center, spread, teams, country, index);

    for (int i = 0; i < 12; i++) {
      Set<String> called = some(random, country, 10);
      Search search =
          new Search(
              near(random, center, spread / 2),
              RADII[random.nextInt(RADII.length)],
              1 + random.nextInt(20),
              random.nextInt(3) == 0 ? Set.of("boat") : Set.of(),
              called,
              random.nextInt(4) == 0,
              called.stream().filter(team -> random.nextBoolean()).collect(Collectors.toSet()),
              somePeople(random, country, 20),
              Set.of());
      if (random.nextInt(3) == 0) {
        search = search.forPeople(500, 1 + random.nextInt(60));
      }
      TravelAssumptions travel = new TravelAssumptions(random.nextBoolean() ? 2.3 : 1.8);
      Set<String> busy = some(random, country, 5);
      Set<String> busyPeople = somePeople(random, country, 10);
      assertThat(index.select(search, travel, busy::contains, busyPeople, NOW))
          .isEqualTo(country.select(search, travel, busy, busyPeople, NOW));
      // Whoever is believed busy and is free after all is named, if that changes the answer.
      Proposal proposal = index.propose(search, travel, busy::contains, busyPeople, NOW);
      Set<String> named = ids(proposal.selection());
      named.addAll(proposal.busyNearer());
      Set<String> reallyBusy = new TreeSet<>(busy);
      reallyBusy.removeIf(team -> random.nextBoolean());
      assertThat(named)
          .containsAll(ids(country.select(search, travel, reallyBusy, busyPeople, NOW)));
      assertThat(busy).containsAll(proposal.busyNearer());
    }
    assertThat(index.teams()).isEqualTo(country.teams.size());
  }

  private static Set<String> ids(Selection selection) {
    Set<String> ids = new TreeSet<>();
    selection.picks().forEach(pick -> ids.add(pick.teamId()));
    return ids;
  }

  /** Snapshots in any order, old ones again, teams and presences that go away. */
  private static void feed(
      Random random, GeoPoint center, double spread, int teams, Country country, TeamIndex index) {
    List<TeamSnapshot> oldTeams = new ArrayList<>();
    for (int step = 0; step < teams * 4; step++) {
      int number = random.nextInt(teams);
      String volunteer = "v-" + number + "-" + random.nextInt(4);
      switch (random.nextInt(20)) {
        case 0 -> {
          index.removeTeam("t-" + number);
          country.teams.remove("t-" + number);
          oldTeams.removeIf(old -> old.teamId().equals("t-" + number));
        }
        case 1 -> {
          index.removePresence(volunteer);
          country.presences.remove(volunteer);
        }
        case 2 -> {
          if (!oldTeams.isEmpty()) {
            assertThat(index.apply(oldTeams.get(random.nextInt(oldTeams.size())))).isFalse();
          }
        }
        case 3, 4, 5, 6, 7, 8 -> {
          TeamSnapshot before = country.teams.get("t-" + number);
          TeamSnapshot team = team(random, number, teams, near(random, center, spread), before);
          assertThat(index.apply(team)).isTrue();
          country.teams.put(team.teamId(), team);
          if (before != null) {
            oldTeams.add(before);
          }
        }
        default -> {
          PresenceSnapshot before = country.presences.get(volunteer);
          PresenceSnapshot presence =
              presence(random, volunteer, near(random, center, spread), before);
          assertThat(index.apply(presence)).isTrue();
          assertThat(index.apply(presence)).isFalse();
          country.presences.put(volunteer, presence);
        }
      }
    }
  }

  private static TeamSnapshot team(
      Random random, int number, int teams, GeoPoint base, @Nullable TeamSnapshot before) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      String id = "v-" + number + "-" + i;
      members.add(new Member(id, id, i == 0 ? Member.Role.CAPTAIN : Member.Role.MEMBER));
    }
    if (random.nextInt(5) == 0) {
      // Somebody who belongs to another team as well.
      String id = "v-" + (number + 1) % teams + "-0";
      members.add(new Member(id, "account-" + id, Member.Role.MEMBER));
    }
    return new TeamSnapshot(
        "t-" + number,
        NOW,
        before == null ? 1 : before.version() + 1 + random.nextInt(3),
        "Team " + number,
        new JurisdictionCode("320371003209"),
        base,
        random.nextInt(3) == 0 ? Set.of("boat", "first-aid") : Set.of("first-aid"),
        members);
  }

  private static PresenceSnapshot presence(
      Random random, String volunteer, GeoPoint at, @Nullable PresenceSnapshot before) {
    boolean onDuty = random.nextInt(4) > 0;
    boolean located = onDuty && random.nextInt(5) > 0;
    return new PresenceSnapshot(
        volunteer,
        NOW.minusSeconds(random.nextInt(300)),
        before == null ? 1 : before.version() + 1,
        onDuty,
        located ? at : null,
        located && random.nextInt(5) > 0 ? accuracy(random) : null,
        located && random.nextInt(6) > 0 ? NOW.minusMillis(age(random)) : null);
  }

  /** Of a satellite fix, of a cell of the network, and of one that is none. */
  private static double accuracy(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(5_001);
      case 1 -> 5_001 + random.nextInt(90_000);
      default -> random.nextInt(400) / 2.0;
    };
  }

  private static int age(Random random) {
    return random.nextInt(random.nextInt(8) == 0 ? 12 * 3_600_000 : 900_000);
  }

  /** Up to {@code meters} away, over the pole and the antimeridian where it has to be. */
  private static GeoPoint near(Random random, GeoPoint center, double meters) {
    double distance = meters * Math.sqrt(random.nextDouble()) / GeoPoint.EARTH_RADIUS_METERS;
    double bearing = random.nextDouble() * 2 * Math.PI;
    double phi = Math.toRadians(center.latitude());
    double sine =
        Math.sin(phi) * Math.cos(distance) + Math.cos(phi) * Math.sin(distance) * Math.cos(bearing);
    double latitude = Math.asin(Math.clamp(sine, -1, 1));
    double longitude =
        center.longitude()
            + Math.toDegrees(
                Math.atan2(
                    Math.sin(bearing) * Math.sin(distance) * Math.cos(phi),
                    Math.cos(distance) - Math.sin(phi) * sine));
    double wrapped =
        longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
    return new GeoPoint(Math.toDegrees(latitude), wrapped);
  }

  private static Set<String> some(Random random, Country country, int oneIn) {
    Set<String> some = new HashSet<>();
    for (String team : country.teams.keySet()) {
      if (random.nextInt(oneIn) == 0) {
        some.add(team);
      }
    }
    return some;
  }

  private static Set<String> somePeople(Random random, Country country, int oneIn) {
    Set<String> some = new HashSet<>();
    for (TeamSnapshot team : country.teams.values()) {
      for (Member member : team.members()) {
        if (random.nextInt(oneIn) == 0) {
          some.add(member.volunteerId());
        }
      }
    }
    return some;
  }

  @Property(tries = 100)
  void everyPlaceWithinACircleIsInACellThatTheCircleTouches(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 100_000) int radius) {
    Random random = new Random(seed);
    GeoPoint center = PLACES.get(random.nextInt(PLACES.size()));
    TeamSnapshot snapshot = team(random, 1, 2, center, null);
    for (int i = 0; i < 20; i++) {
      GeoPoint place = near(random, center, radius);
      CellGrid grid = new CellGrid();
      Team team = new Team(snapshot);
      grid.add(CellGrid.cellOf(place.latitude(), place.longitude()), team);
      List<Team> found = new ArrayList<>();
      if (CellGrid.cellsAround(center, radius) < 50_000) {
        grid.walk(center, 0, radius, found::add);
        assertThat(found).as("%s around %s", place, center).containsExactly(team);
      }
    }
  }
}
