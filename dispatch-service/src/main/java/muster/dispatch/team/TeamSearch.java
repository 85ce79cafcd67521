package muster.dispatch.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.PickReason.From;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.dispatch.Shortfall.Cause;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.TeamSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One search for the nearest teams, in circles that grow until enough are found.
 *
 * <p>It is exact: a team's distance is never below that of its base and of a member's last position
 * alike, and both are in cells, so every team within the circle is looked at. Once as many as
 * wanted are inside the circle, nobody outside can be nearer.
 */
final class TeamSearch {
  private static final double FIRST_CIRCLE_METERS = 400;

  /**
   * @param people who could come, of those on duty
   */
  private record Candidate(TeamSnapshot team, List<String> people, Team.Distance distance) {}

  /** Whether it is inside at all is only asked when teams are missing. */
  private record LeftOut(Team team, Cause cause) {}

  private static final Comparator<Candidate> NEAREST_FIRST =
      Comparator.<Candidate>comparingDouble(candidate -> candidate.distance().meters())
          .thenComparing(candidate -> candidate.team().teamId());

  private final Search search;
  private final TravelAssumptions travel;
  private final Predicate<String> onOtherAlert;
  private final Set<String> busyPeople;
  private final Instant now;

  /** Who can't come to this alert, for whatever reason. */
  private final Set<String> away;

  /** Of the teams that are called already and have not answered: who could come with each. */
  private final List<List<String>> waiting = new ArrayList<>();

  private final Set<Team> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private double lastPicked;

  /**
   * @param busyPeople ids of people who are on another alert; those of teams that no other alert
   *     holds are enough
   */
  TeamSearch(
      Search search,
      TravelAssumptions travel,
      Predicate<String> onOtherAlert,
      Set<String> busyPeople,
      Instant now) {
    this.search = search;
    this.travel = travel;
    this.onOtherAlert = onOtherAlert;
    this.busyPeople = busyPeople;
    this.now = now;
    this.away =
        busyPeople.isEmpty()
            ? search.unavailable()
            : Stream.concat(busyPeople.stream(), search.unavailable().stream())
                .collect(Collectors.toSet());
  }

  /** A team that this alert has called, and that has not answered. */
  void waitsFor(Team team) {
    waiting.add(withoutThoseAway(team.duty().people()));
  }

  /** Not disturbed by teams that change cells, but slow where there are many. */
  void throughAll(Iterable<Team> all) {
    all.forEach(this::look);
  }

  void throughCells(CellGrid grid, Iterable<Team> all, int teams) {
    double walked = 0;
    double circle = Math.min(FIRST_CIRCLE_METERS, search.radiusMeters());
    while (true) {
      // Few teams in a wide country, or a circle around a pole: going through all is shorter.
      if (CellGrid.cellsAround(search.around(), circle) > teams) {
        throughAll(all);
        return;
      }
      grid.walk(search.around(), walked, circle, this::look);
      int inside = inside(circle);
      boolean enough = inside >= wanted() && enoughWithPeopleOfTheirOwn(circle);
      if (enough || circle >= search.radiusMeters()) {
        return;
      }
      walked = circle;
      circle = Math.min(search.radiusMeters(), circle * growth(inside));
    }
  }

  /**
   * So far that the circle should hold enough, and a little farther. A circle holds teams in
   * proportion to the third power of its radius rather than the second: a wider one also admits
   * older positions.
   */
  private double growth(int inside) {
    return inside == 0 ? 2 : Math.clamp(1.1 * Math.cbrt((double) wanted() / inside), 1.2, 2);
  }

  /** Teams, or people where people are wanted. */
  private int wanted() {
    return search.people() == 0 ? search.teams() : search.people();
  }

  private int inside(double circle) {
    int inside = 0;
    for (Candidate candidate : candidates) {
      if (candidate.distance().meters() <= circle) {
        inside += search.people() == 0 ? 1 : candidate.people().size();
      }
    }
    return inside;
  }

  /** Fewer than are inside where teams have members in common. */
  private boolean enoughWithPeopleOfTheirOwn(double circle) {
    DistinctPeople people = peopleOfWaitingTeams();
    Found found = new Found();
    for (Candidate candidate : candidates) {
      if (candidate.distance().meters() <= circle && people.add(candidate.people())) {
        found.add(candidate);
      }
    }
    return found.missing() == 0;
  }

  /** How far the search has come with what it has found, counting nobody twice. */
  private final class Found {
    private int teams;
    private final Set<String> people = new HashSet<>();

    void add(Candidate candidate) {
      teams++;
      if (search.people() > 0) {
        people.addAll(candidate.people());
      }
    }

    /** Of teams, or of people where people are wanted; 0 also when no more teams may be called. */
    int missing() {
      if (search.people() == 0 || teams >= search.teams()) {
        return Math.max(0, search.teams() - teams);
      }
      return Math.max(0, search.people() - people.size());
    }
  }

  private DistinctPeople peopleOfWaitingTeams() {
    DistinctPeople people = new DistinctPeople();
    waiting.forEach(people::add);
    return people;
  }

  private List<String> withoutThoseAway(String[] onDuty) {
    return without(away, onDuty);
  }

  private static List<String> without(Set<String> away, String[] onDuty) {
    List<String> all = Arrays.asList(onDuty);
    return away.isEmpty() ? all : all.stream().filter(each -> !away.contains(each)).toList();
  }

  /** Once for each team, however often it is given. */
  void look(Team team) {
    if (!seen.add(team)) {
      return;
    }
    TeamSnapshot snapshot = team.snapshot();
    if (!search.reaches(snapshot.jurisdiction())) {
      return; // As if it were not there.
    }
    String[] onDuty = team.duty().people();
    List<String> people = withoutThoseAway(onDuty);
    Cause cause = whyNot(snapshot, onDuty, people);
    if (cause != null) {
      leftOut.add(new LeftOut(team, cause));
      return;
    }
    Team.Distance distance = distance(team);
    if (distance.meters() <= search.radiusMeters()) {
      candidates.add(new Candidate(snapshot, people, distance));
    } else if (distance.seenInside()) {
      leftOut.add(new LeftOut(team, Cause.POSITION_STALE));
    }
  }

  private Team.Distance distance(Team team) {
    return team.distance(search.around(), search.radiusMeters(), travel, away, now);
  }

  /** Wherever it is; null for a team that may be called. */
  private @Nullable Cause whyNot(TeamSnapshot team, String[] onDuty, List<String> people) {
    if (search.alreadyCalled().contains(team.teamId())) {
      return Cause.ALREADY_CALLED;
    }
    if (!team.capabilities().containsAll(search.requiredCapabilities())) {
      return Cause.CAPABILITY_MISSING;
    }
    if (onDuty.length == 0) {
      return Cause.OFF_DUTY;
    }
    if (!search.sharesTeams() && onOtherAlert.test(team.teamId())) {
      return Cause.ON_OTHER_TASK;
    }
    return people.isEmpty() ? whyNobody(team.teamId(), onDuty) : null;
  }

  /** Of those on duty all are away. */
  private Cause whyNobody(String teamId, String[] onDuty) {
    List<String> here =
        Arrays.stream(onDuty).filter(person -> !busyPeople.contains(person)).toList();
    if (here.isEmpty()) {
      return Cause.ON_OTHER_TASK;
    }
    return search.isRefusedByAll(teamId, here) ? Cause.ALREADY_CALLED : Cause.SAME_PEOPLE;
  }

  /** Of all that has been looked at. */
  Proposal proposal() {
    candidates.sort(NEAREST_FIRST);
    Found found = new Found();
    Selection selection = selection(found);
    return new Proposal(selection, busyNearer(found.missing() > 0));
  }

  /** Not farther than the last pick, or in the radius if there are fewer picks than wanted. */
  private List<String> busyNearer(boolean tooFew) {
    double limit = tooFew ? search.radiusMeters() : lastPicked;
    return leftOut.stream()
        .filter(each -> each.cause() == Cause.ON_OTHER_TASK)
        .filter(each -> onOtherAlert.test(each.team().snapshot().teamId()))
        .filter(each -> distance(each.team()).meters() <= limit)
        .map(each -> each.team().snapshot().teamId())
        .toList();
  }

  private Selection selection(Found found) {
    DistinctPeople people = peopleOfWaitingTeams();
    List<Pick> picks = new ArrayList<>();
    int samePeople = 0;
    for (Candidate candidate : candidates) {
      if (found.missing() == 0) {
        return new Selection(picks, List.of());
      }
      if (people.add(candidate.people())) {
        lastPicked = candidate.distance().meters();
        found.add(candidate);
        picks.add(pick(candidate, travel, picks.size() + 1));
      } else {
        samePeople++;
      }
    }
    return new Selection(picks, shortfalls(found.missing(), samePeople));
  }

  /**
   * Of all these teams, nearest first.
   *
   * @param away by a team's id: ids of people who do not come with that team
   */
  static List<Pick> picks(
      Collection<Team> teams,
      GeoPoint around,
      TravelAssumptions travel,
      Function<String, Set<String>> away,
      Instant now) {
    List<Candidate> candidates = new ArrayList<>();
    for (Team team : teams) {
      TeamSnapshot snapshot = team.snapshot();
      Set<String> others = away.apply(snapshot.teamId());
      candidates.add(
          new Candidate(
              snapshot,
              without(others, team.duty().people()),
              team.distance(around, Double.POSITIVE_INFINITY, travel, others, now)));
    }
    candidates.sort(NEAREST_FIRST);
    List<Pick> picks = new ArrayList<>();
    for (Candidate candidate : candidates) {
      picks.add(pick(candidate, travel, picks.size() + 1));
    }
    return picks;
  }

  private static Pick pick(Candidate candidate, TravelAssumptions travel, int rank) {
    Team.Distance distance = candidate.distance();
    boolean fromPosition = distance.from() == From.POSITION;
    return new Pick(
        candidate.team().teamId(),
        candidate.team().name(),
        candidate.team().jurisdiction(),
        PickReason.rounded(
            distance.meters(),
            travel.travelMetersPerSecond(),
            distance.from(),
            fromPosition ? distance.ageSeconds() : null,
            candidate.people().size(),
            rank));
  }

  /**
   * @param samePeople teams in the radius that could only come instead of others
   */
  private List<Shortfall> shortfalls(int missing, int samePeople) {
    if (missing == 0) {
      return List.of();
    }
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    int explained = samePeople;
    if (samePeople > 0) {
      causes.put(Cause.SAME_PEOPLE, samePeople);
    }
    for (LeftOut each : leftOut) {
      Cause cause = causeInside(each);
      if (cause != null) {
        causes.merge(cause, 1, Integer::sum);
        explained++;
      }
    }
    if (explained < missing) {
      causes.put(Cause.NOBODY_IN_RADIUS, missing - explained);
    }
    return causes.entrySet().stream()
        .map(entry -> new Shortfall(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Null for a team outside, which is not missing. */
  private @Nullable Cause causeInside(LeftOut left) {
    if (left.cause() == Cause.POSITION_STALE) {
      return Cause.POSITION_STALE;
    }
    Team.Distance distance = distance(left.team());
    if (distance.meters() <= search.radiusMeters()) {
      return left.cause();
    }
    return left.cause() == Cause.ON_OTHER_TASK && distance.seenInside()
        ? Cause.POSITION_STALE
        : null;
  }
}
