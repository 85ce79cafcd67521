package muster.benchmarks.selection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.dispatch.Shortfall.Cause;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.dispatch.team.TravelAssumptions;
import org.jspecify.annotations.Nullable;

/**
 * The nearest teams by a look at each of them: what the index has to agree with, and the simplest
 * thing that would do its job. Shares no code with it but the distance between two points. As fast
 * as a scan can be without an index: everything in arrays, and no trigonometry for what is too far
 * north or south.
 */
final class Scan {
  private static final double UNKNOWN_ACCURACY_METERS = 100;
  private static final double COARSEST_METERS = 5_000;
  private static final double METERS_PER_DEGREE = Math.toRadians(1) * GeoPoint.EARTH_RADIUS_METERS;

  private static final int LATITUDE = 0;
  private static final int LONGITUDE = 1;
  private static final int ACCURACY = 2;
  private static final int TIME = 3;
  private static final int FIELDS = 4;

  /**
   * @param positions of those on duty who have one: latitude, longitude, accuracy, time
   */
  private record Line(TeamSnapshot team, int onDuty, double[] positions) {}

  private record Found(Line line, double meters, @Nullable Double age) {}

  private final List<Line> lines;

  Scan(List<TeamSnapshot> teams, Function<String, @Nullable PresenceSnapshot> presences) {
    this.lines = teams.stream().map(team -> line(team, presences)).toList();
  }

  Selection select(Search search, TravelAssumptions travel, Predicate<String> busy, Instant now) {
    List<Found> found = new ArrayList<>();
    Map<Cause, Integer> leftOut = new EnumMap<>(Cause.class);
    for (Line line : lines) {
      look(line, search, travel, busy, now, found, leftOut);
    }
    found.sort(
        Comparator.comparingDouble(Found::meters)
            .thenComparing(each -> each.line().team().teamId()));
    List<Pick> picks = new ArrayList<>();
    for (Found each : found.subList(0, Math.min(search.teams(), found.size()))) {
      picks.add(pick(each, picks.size() + 1, travel));
    }
    return new Selection(picks, shortfalls(search.teams() - picks.size(), leftOut));
  }

  private static void look(
      Line line,
      Search search,
      TravelAssumptions travel,
      Predicate<String> busy,
      Instant now,
      List<Found> found,
      Map<Cause, Integer> leftOut) {
    TeamSnapshot team = line.team();
    double radius = search.radiusMeters();
    double base = distance(search, team.base().latitude(), team.base().longitude(), radius);
    double[] positions = line.positions();
    boolean somebodyAtBase = line.onDuty() == 0 || positions.length < line.onDuty() * FIELDS;
    double nearest = somebodyAtBase ? base : Double.POSITIVE_INFINITY;
    Double age = null;
    boolean seenInside = false;
    for (int i = 0; i < positions.length; i += FIELDS) {
      double seconds = Math.max(0, (now.toEpochMilli() - positions[i + TIME]) / 1_000);
      double off = positions[i + ACCURACY] + seconds * travel.travelMetersPerSecond();
      double fix =
          distance(search, positions[i + LATITUDE], positions[i + LONGITUDE], radius + off);
      seenInside |= fix <= radius;
      double meters = Math.min(Math.max(base, fix - off), fix + off);
      if (meters < nearest) {
        nearest = meters;
        age = meters == base ? null : seconds;
      }
    }
    boolean inside = nearest <= radius;
    if (!inside && !seenInside) {
      return;
    }
    boolean called = search.alreadyCalled().contains(team.teamId());
    boolean able = team.capabilities().containsAll(search.requiredCapabilities());
    if (!inside) {
      if (!called && able) {
        leftOut.merge(Cause.POSITION_STALE, 1, Integer::sum);
      }
    } else if (called) {
      leftOut.merge(Cause.ALREADY_CALLED, 1, Integer::sum);
    } else if (!able) {
      leftOut.merge(Cause.CAPABILITY_MISSING, 1, Integer::sum);
    } else if (line.onDuty() == 0) {
      leftOut.merge(Cause.OFF_DUTY, 1, Integer::sum);
    } else if (!search.sharesTeams() && busy.test(team.teamId())) {
      leftOut.merge(Cause.ON_OTHER_TASK, 1, Integer::sum);
    } else {
      found.add(new Found(line, nearest, age));
    }
  }

  /** Infinite when the latitudes alone are farther apart than that. */
  private static double distance(Search search, double latitude, double longitude, double within) {
    GeoPoint around = search.around();
    double apart = Math.abs(around.latitude() - latitude) * METERS_PER_DEGREE;
    return apart > within + 1
        ? Double.POSITIVE_INFINITY
        : around.distanceMeters(new GeoPoint(latitude, longitude));
  }

  private static Pick pick(Found found, int rank, TravelAssumptions travel) {
    Double age = found.age();
    return new Pick(
        found.line().team().teamId(),
        found.line().team().name(),
        found.line().team().jurisdiction(),
        new PickReason(
            tens(found.meters()),
            Math.round(tens(found.meters()) / travel.travelMetersPerSecond()),
            age == null ? PickReason.From.BASE : PickReason.From.POSITION,
            age == null ? null : (long) tens(age),
            found.line().onDuty(),
            rank));
  }

  private static double tens(double number) {
    return Math.floor(number / 10 + 0.5) * 10;
  }

  private static List<Shortfall> shortfalls(int missing, Map<Cause, Integer> leftOut) {
    List<Shortfall> shortfalls = new ArrayList<>();
    if (missing > 0) {
      leftOut.forEach((cause, teams) -> shortfalls.add(new Shortfall(cause, teams)));
      int explained = leftOut.values().stream().mapToInt(Integer::intValue).sum();
      if (explained < missing) {
        shortfalls.addFirst(new Shortfall(Cause.NOBODY_IN_RADIUS, missing - explained));
      }
    }
    return shortfalls;
  }

  private static Line line(
      TeamSnapshot team, Function<String, @Nullable PresenceSnapshot> presences) {
    double[] positions = new double[team.members().size() * FIELDS];
    int used = 0;
    int onDuty = 0;
    for (TeamSnapshot.Member member : team.members()) {
      PresenceSnapshot presence = presences.apply(member.volunteerId());
      if (presence == null || !presence.onDuty()) {
        continue;
      }
      onDuty++;
      GeoPoint location = presence.location();
      Double accuracy = presence.accuracyMeters();
      // Nobody in the city is at 0/0.
      if (location != null && (accuracy == null || accuracy <= COARSEST_METERS)) {
        Instant taken = presence.positionAt();
        positions[used + LATITUDE] = location.latitude();
        positions[used + LONGITUDE] = location.longitude();
        positions[used + ACCURACY] = accuracy == null ? UNKNOWN_ACCURACY_METERS : accuracy;
        positions[used + TIME] = (taken == null ? presence.at() : taken).toEpochMilli();
        used += FIELDS;
      }
    }
    return new Line(team, onDuty, java.util.Arrays.copyOf(positions, used));
  }
}
