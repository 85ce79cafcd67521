package muster.demo.xuzhou;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.demo.xuzhou.GeneratedTeam.Person;

/**
 * Makes up volunteer teams for Xuzhou. The same seed and size give the same output in every run;
 * each call of a method starts anew, and nothing but the current team is held in memory.
 *
 * <p>Teams have 5 to 15 members and 10 on average, exactly: the second team of each pair has as
 * many more than ten as the first has fewer. So 60,000 teams are 600,000 people. The first team is
 * one of the village of Xizhu, with the accounts {@code v-000001} and {@code v-000002} of the
 * demo's captain and volunteer.
 */
public final class XuzhouGenerator {
  public static final int MAX_TEAMS = 60_000;
  public static final int MEMBERS_ON_AVERAGE = 10;

  /** Xizhu, Dahuangshan, Economic Development Zone. */
  public static final String XIZHU = "320371003209";

  public static final double SOUTH = 33.70;
  public static final double NORTH = 35.00;
  public static final double WEST = 116.33;
  public static final double EAST = 118.70;

  private static final String DEVELOPMENT_ZONE = "320371";
  private static final int DEMO_TEAMS = 300;
  private static final long DEMO_SEED = 20220312; // the day of the story
  private static final double DEMO_ON_DUTY = 0.6;

  private static final int MIN_MEMBERS = 5;
  private static final int MAX_MEMBERS = 15;
  private static final double BASE_WITHIN_METERS = 1_200;
  private static final double MEMBER_WITHIN_METERS = 1_700;
  private static final double METERS_PER_DEGREE = Math.toRadians(GeoPoint.EARTH_RADIUS_METERS);

  private final long seed;
  private final int teams;
  private final double onDutyShare;
  private final CityTree tree = CityTree.read();
  private final TeamDistribution quarters;

  private XuzhouGenerator(long seed, int teams, double onDutyShare, boolean demo) {
    if (teams < 1 || teams > MAX_TEAMS) {
      throw new IllegalArgumentException("teams: must be 1 to " + MAX_TEAMS);
    }
    if (!(onDutyShare >= 0 && onDutyShare <= 1)) {
      throw new IllegalArgumentException("onDutyShare: must be 0 to 1");
    }
    this.seed = seed;
    this.teams = teams;
    this.onDutyShare = onDutyShare;
    this.quarters =
        demo
            ? TeamDistribution.around(village(XIZHU), villagesOf(DEVELOPMENT_ZONE))
            : TeamDistribution.everywhere(village(XIZHU), tree.villages());
  }

  /**
   * The whole city.
   *
   * @param teams 1 to {@value #MAX_TEAMS}
   * @param onDutyShare of the people, 0 to 1
   */
  public static XuzhouGenerator city(long seed, int teams, double onDutyShare) {
    return new XuzhouGenerator(seed, teams, onDutyShare, false);
  }

  /** About 300 teams in the Economic Development Zone, the nearer to Xizhu the more. */
  public static XuzhouGenerator demo() {
    return new XuzhouGenerator(DEMO_SEED, DEMO_TEAMS, DEMO_ON_DUTY, true);
  }

  /** As the demo, at another size. */
  public static XuzhouGenerator aroundXizhu(long seed, int teams, double onDutyShare) {
    return new XuzhouGenerator(seed, teams, onDutyShare, true);
  }

  public int teamCount() {
    return teams;
  }

  public int volunteerCount() {
    return teams * MEMBERS_ON_AVERAGE;
  }

  /** The official tree with its header, for {@code POST /api/jurisdictions/import}. */
  public Stream<String> jurisdictionLines() {
    return tree.csv().stream();
  }

  /**
   * Where the counties lie, for {@code POST /api/jurisdictions/outlines/import}; after the tree.
   */
  public Stream<String> outlineLines() {
    return tree.outlines().stream();
  }

  /** As people say them: Xizhu village, not its committee. */
  public Map<JurisdictionCode, String> villageNames() {
    return tree.villages().stream()
        .collect(Collectors.toUnmodifiableMap(Village::code, Village::name));
  }

  /** In the order of their ids. */
  public Stream<GeneratedTeam> teams() {
    Iterator<GeneratedTeam> iterator = new TeamIterator();
    return StreamSupport.stream(
        Spliterators.spliterator(
            iterator, teams, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
        false);
  }

  /** For {@code POST /api/volunteers/import}; before the teams. */
  public Stream<String> volunteerLines() {
    return teams().flatMap(ImportLines::volunteers);
  }

  /** For {@code POST /api/teams/import}. */
  public Stream<String> teamLines() {
    return teams().map(ImportLines::team);
  }

  /** For {@code POST /api/presence/import}: those on duty. */
  public Stream<String> presenceLines() {
    return teams().flatMap(ImportLines::presences);
  }

  /** For {@code POST /api/presence/import}: the same people, off duty. */
  public Stream<String> offDutyLines() {
    return teams().flatMap(ImportLines::offDuty);
  }

  /** What volunteer-service would have published after the import. */
  public Stream<TeamSnapshot> teamSnapshots(Instant at) {
    return teams().map(team -> team.snapshot(at));
  }

  /** What volunteer-service would have published after the import: of those on duty. */
  public Stream<PresenceSnapshot> presenceSnapshots(Instant at) {
    return teams().flatMap(GeneratedTeam::onDuty).map(person -> person.presence(at));
  }

  private Village village(String code) {
    return tree.villages().stream()
        .filter(village -> village.code().value().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private List<Village> villagesOf(String prefix) {
    return tree.villages().stream()
        .filter(village -> village.code().value().startsWith(prefix))
        .toList();
  }

  /** Counts the teams of each village and kind: the names have ordinals. */
  private final class TeamIterator implements Iterator<GeneratedTeam> {
    private final TeamNumbers ordinals = new TeamNumbers();
    private int next;

    @Override
    public boolean hasNext() {
      return next < teams;
    }

    @Override
    public GeneratedTeam next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      return team(next++, ordinals);
    }
  }

  private GeneratedTeam team(int index, TeamNumbers ordinals) {
    RandomGenerator random = random(index);
    Village village = quarters.of(index, random);
    TeamKind kind = index == 0 ? TeamKind.CITIZEN_POLICE : TeamKind.next(random);
    GeoPoint base = near(village.centre(), BASE_WITHIN_METERS, random);
    int firstMember = firstMemberOf(index);
    List<Person> members =
        IntStream.range(0, sizeOf(index))
            .mapToObj(number -> person(firstMember + number, number == 0, base, random))
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    return new GeneratedTeam(
        "t-%06d".formatted(index + 1),
        village.name() + kind.title() + ordinals.next(village, kind) + "队",
        village.code(),
        kind.slug(),
        base,
        kind.capabilities(random),
        members);
  }

  private Person person(int index, boolean captain, GeoPoint base, RandomGenerator random) {
    return new Person(
        "v-%06d".formatted(index + 1),
        PersonNames.next(random),
        "+86100%08d".formatted(index + 1),
        captain ? TeamSnapshot.Member.Role.CAPTAIN : TeamSnapshot.Member.Role.MEMBER,
        random.nextDouble() < onDutyShare,
        near(base, MEMBER_WITHIN_METERS, random),
        5 + random.nextInt(46));
  }

  /** Each team has randomness of its own, so that one that changes leaves the others alone. */
  private RandomGenerator random(int index) {
    return new SplittableRandom(new SplittableRandom(seed ^ ((long) index << 20)).nextLong());
  }

  private int sizeOf(int index) {
    if (index == teams - 1 && index % 2 == 0) {
      return MEMBERS_ON_AVERAGE;
    }
    int first =
        MIN_MEMBERS
            + new SplittableRandom(seed + ~(index / 2)).nextInt(MAX_MEMBERS - MIN_MEMBERS + 1);
    return index % 2 == 0 ? first : 2 * MEMBERS_ON_AVERAGE - first;
  }

  private int firstMemberOf(int index) {
    int pairStart = index / 2 * 2 * MEMBERS_ON_AVERAGE;
    return index % 2 == 0 ? pairStart : pairStart + sizeOf(index - 1);
  }

  /** Evenly within the circle; within the city's bounding box. */
  private static GeoPoint near(GeoPoint centre, double withinMeters, RandomGenerator random) {
    while (true) {
      double distance = withinMeters * Math.sqrt(random.nextDouble());
      double bearing = 2 * Math.PI * random.nextDouble();
      double latitude =
          rounded(centre.latitude() + distance * Math.cos(bearing) / METERS_PER_DEGREE);
      double longitude =
          rounded(
              centre.longitude()
                  + distance
                      * Math.sin(bearing)
                      / (METERS_PER_DEGREE * Math.cos(Math.toRadians(centre.latitude()))));
      if (latitude > SOUTH && latitude < NORTH && longitude > WEST && longitude < EAST) {
        return new GeoPoint(latitude, longitude);
      }
    }
  }

  /** To a millionth of a degree, a tenth of a metre: more digits would say nothing. */
  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
