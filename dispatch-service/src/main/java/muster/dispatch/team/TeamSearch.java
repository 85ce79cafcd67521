package muster.dispatch.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

  private record Candidate(TeamSnapshot team, int onDuty, Team.Distance distance) {}

  /** Whether it is inside at all is only asked when teams are missing. */
  private record LeftOut(Team team, Cause cause) {}

  private static final Comparator<Candidate> NEAREST_FIRST =
      Comparator.<Candidate>comparingDouble(candidate -> candidate.distance().meters())
          .thenComparing(candidate -> candidate.team().teamId());

  private final Search search;
  private final TravelAssumptions travel;
  private final Predicate<String> onOtherAlert;
  private final Instant now;

  private final Set<Team> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  TeamSearch(Search search, TravelAssumptions travel, Predicate<String> onOtherAlert, Instant now) {
    this.search = search;
    this.travel = travel;
    this.onOtherAlert = onOtherAlert;
    this.now = now;
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
      if (inside >= search.teams() || circle >= search.radiusMeters()) {
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
    return inside == 0 ? 2 : Math.clamp(1.1 * Math.cbrt((double) search.teams() / inside), 1.2, 2);
  }

  private int inside(double circle) {
    int inside = 0;
    for (Candidate candidate : candidates) {
      if (candidate.distance().meters() <= circle) {
        inside++;
      }
    }
    return inside;
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
    int onDuty = team.duty().members();
    Cause cause = whyNot(snapshot, onDuty);
    if (cause != null) {
      leftOut.add(new LeftOut(team, cause));
      return;
    }
    Team.Distance distance = distance(team);
    if (distance.meters() <= search.radiusMeters()) {
      candidates.add(new Candidate(snapshot, onDuty, distance));
    } else if (distance.seenInside()) {
      leftOut.add(new LeftOut(team, Cause.POSITION_STALE));
    }
  }

  private Team.Distance distance(Team team) {
    return team.distance(search.around(), search.radiusMeters(), travel, now);
  }

  /** Wherever it is; null for a team that may be called. */
  private @Nullable Cause whyNot(TeamSnapshot team, int onDuty) {
    if (search.alreadyCalled().contains(team.teamId())) {
      return Cause.ALREADY_CALLED;
    }
    if (!team.capabilities().containsAll(search.requiredCapabilities())) {
      return Cause.CAPABILITY_MISSING;
    }
    if (onDuty == 0) {
      return Cause.OFF_DUTY;
    }
    return !search.sharesTeams() && onOtherAlert.test(team.teamId()) ? Cause.ON_OTHER_TASK : null;
  }

  /** Of all that has been looked at. */
  Selection selection() {
    candidates.sort(NEAREST_FIRST);
    List<Pick> picks = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (picks.size() == search.teams()) {
        return new Selection(picks, List.of());
      }
      picks.add(pick(candidate, travel, picks.size() + 1));
    }
    return new Selection(picks, shortfalls(search.teams() - picks.size()));
  }

  /** Of all these teams, nearest first. */
  static List<Pick> picks(
      Collection<Team> teams, GeoPoint around, TravelAssumptions travel, Instant now) {
    List<Candidate> candidates = new ArrayList<>();
    for (Team team : teams) {
      candidates.add(
          new Candidate(
              team.snapshot(),
              team.duty().members(),
              team.distance(around, Double.POSITIVE_INFINITY, travel, now)));
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
        PickReason.rounded(
            distance.meters(),
            travel.travelMetersPerSecond(),
            distance.from(),
            fromPosition ? distance.ageSeconds() : null,
            candidate.onDuty(),
            rank));
  }

  private List<Shortfall> shortfalls(int missing) {
    if (missing == 0) {
      return List.of();
    }
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    int explained = 0;
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
