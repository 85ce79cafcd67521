package muster.benchmarks.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import muster.benchmarks.city.City;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TeamIndex;
import muster.dispatch.team.TeamVisitor;
import muster.dispatch.team.TravelAssumptions;
import org.jspecify.annotations.Nullable;

/**
 * A full team index, what it was told, and what it is asked. One thread may report positions while
 * others ask.
 */
public final class FilledIndex {
  /** Time stands still, so that answers can be compared. */
  static final Instant NOW = Instant.parse("2022-03-12T08:00:00Z");

  private static final TravelAssumptions TRAVEL = new TravelAssumptions(2.3);
  private static final int WANTED = 10;
  private static final int QUESTIONS = 4_096;

  /** Of a policy's first, second and third wave. */
  private static final double[] RADII = {1_500, 3_000, 6_000};

  private static final List<Set<String>> CAPABILITIES =
      List.of(Set.of(), Set.of(), Set.of("first-aid"), Set.of("e-bike", "patrol"));

  private static final int BUSY_ONE_IN = 20;
  private static final int STALE_ONE_IN = 20;
  private static final int NOWHERE_ONE_IN = 10;
  private static final int DUTY_CHANGES_ONE_IN = 100;

  /** As far as one walks in a minute, in degrees. */
  private static final double A_MINUTES_WALK = 0.00125;

  private final TeamIndex index = new TeamIndex();
  private final List<TeamSnapshot> teams;
  private final List<String> volunteers;
  private final Map<String, PresenceSnapshot> presences = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private final List<Search> searches;

  /**
   * A city at rest.
   *
   * @param size how many teams
   */
  public FilledIndex(int size) {
    City city = new City(size);
    this.teams = city.teamSnapshots(NOW).toList();
    teams.forEach(index::apply);
    SplittableRandom random = new SplittableRandom(1);
    city.presenceSnapshots(_ -> NOW.minus(age(random)))
        .forEach(
            presence -> {
              index.apply(presence);
              presences.put(presence.volunteerId(), presence);
            });
    this.volunteers = presences.keySet().stream().sorted().toList();
    for (TeamSnapshot team : teams) {
      if (random.nextInt(BUSY_ONE_IN) == 0) {
        busy.add(team.teamId());
      }
    }
    List<Search> made = new ArrayList<>(QUESTIONS);
    for (int i = 0; i < QUESTIONS; i++) {
      made.add(search(random));
    }
    this.searches = List.copyOf(made);
  }

  public List<TeamSnapshot> teams() {
    return teams;
  }

  /** Tells of every team, as the index has it. */
  public void visit(TeamVisitor visitor) {
    index.visit(visitor);
  }

  /** Whether an alert holds the team: one in twenty. */
  public boolean isBusy(String teamId) {
    return busy.contains(teamId);
  }

  List<Search> searches() {
    return searches;
  }

  Selection select(Search search) {
    return index.select(search, TRAVEL, onOtherAlert(), NOW);
  }

  Selection select(Search search, Scan scan) {
    return scan.select(search, TRAVEL, onOtherAlert(), NOW);
  }

  /** Of everything as it is now; not while positions are reported. */
  Scan scan() {
    return new Scan(teams, presences::get);
  }

  /** Somebody has walked for a minute, or now and then begins or ends a duty. */
  void report(SplittableRandom random) {
    String volunteer = volunteers.get(random.nextInt(volunteers.size()));
    PresenceSnapshot before = presences.get(volunteer);
    if (before == null) {
      throw new IllegalStateException(volunteer + " has no presence");
    }
    GeoPoint was = before.location();
    boolean begins = was == null && random.nextInt(DUTY_CHANGES_ONE_IN) == 0;
    boolean ends = was != null && random.nextInt(DUTY_CHANGES_ONE_IN) == 0;
    GeoPoint from = begins ? teams.get(random.nextInt(teams.size())).base() : was;
    boolean onDuty = from != null && !ends;
    PresenceSnapshot after =
        new PresenceSnapshot(
            volunteer,
            NOW,
            before.version() + 1,
            onDuty,
            onDuty ? walked(from, random) : null,
            onDuty ? (Double) (double) (5 + random.nextInt(46)) : null,
            onDuty ? NOW : null);
    if (!index.apply(after)) {
      throw new IllegalStateException("the index refused " + after);
    }
    presences.put(volunteer, after);
  }

  private Predicate<String> onOtherAlert() {
    return busy::contains;
  }

  private static @Nullable GeoPoint walked(@Nullable GeoPoint from, SplittableRandom random) {
    return from == null
        ? null
        : new GeoPoint(
            from.latitude() + random.nextDouble(-A_MINUTES_WALK, A_MINUTES_WALK),
            from.longitude() + random.nextDouble(-A_MINUTES_WALK, A_MINUTES_WALK));
  }

  private static Duration age(SplittableRandom random) {
    return random.nextInt(STALE_ONE_IN) == 0
        ? Duration.ofSeconds(random.nextInt(601, 1_800))
        : Duration.ofMillis(random.nextInt(540_000));
  }

  /** Where people are, and sometimes where nobody is. */
  private Search search(SplittableRandom random) {
    TeamSnapshot somewhere = teams.get(random.nextInt(teams.size()));
    GeoPoint around =
        random.nextInt(NOWHERE_ONE_IN) == 0
            ? new GeoPoint(
                random.nextDouble(XuzhouGenerator.SOUTH, XuzhouGenerator.NORTH),
                random.nextDouble(XuzhouGenerator.WEST, XuzhouGenerator.EAST))
            : new GeoPoint(
                somewhere.base().latitude() + random.nextDouble(-0.01, 0.01),
                somewhere.base().longitude() + random.nextDouble(-0.01, 0.01));
    return new Search(
        around,
        RADII[random.nextInt(RADII.length)],
        WANTED,
        CAPABILITIES.get(random.nextInt(CAPABILITIES.size())),
        Set.of(somewhere.teamId()),
        false);
  }
}
