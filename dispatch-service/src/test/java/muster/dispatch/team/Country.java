package muster.dispatch.team;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshots say, kept as they are, and searched by looking at everything: what the index
 * has to agree with.
 */
final class Country {
  final Map<String, TeamSnapshot> teams = new TreeMap<>();
  final Map<String, PresenceSnapshot> presences = new HashMap<>();

  private record Found(
      TeamSnapshot team, double meters, @Nullable Double age, List<String> people) {}

  Selection select(
      Search search,
      TravelAssumptions travel,
      Set<String> busy,
      Set<String> busyPeople,
      Instant now) {
    Set<String> away = new HashSet<>(busyPeople);
    away.addAll(search.unavailable());
    List<Found> found = new ArrayList<>();
    Map<Shortfall.Cause, Integer> leftOut = new EnumMap<>(Shortfall.Cause.class);
    for (TeamSnapshot team : teams.values()) {
      List<PresenceSnapshot> onDuty = onDuty(team);
      List<PresenceSnapshot> available =
          onDuty.stream().filter(presence -> !away.contains(presence.volunteerId())).toList();
      double base = team.base().distanceMeters(search.around());
      double nearest = available.isEmpty() ? base : Double.POSITIVE_INFINITY;
      Double age = null;
      boolean seenInside = false;
      for (PresenceSnapshot presence : available) {
        GeoPoint location = presence.location();
        double accuracy = presence.accuracyMeters() == null ? 100 : presence.accuracyMeters();
        double meters = base;
        Double seconds = null;
        if (location != null
            && accuracy <= 5_000
            && location.distanceMeters(new GeoPoint(0, 0)) > 100) {
          Instant taken = presence.positionAt() == null ? presence.at() : presence.positionAt();
          double old = Math.max(0, Duration.between(taken, now).toMillis() / 1_000.0);
          double fix = location.distanceMeters(search.around());
          double mayBeOff = accuracy + old * travel.travelMetersPerSecond();
          seenInside |= fix <= search.radiusMeters();
          meters = Math.min(Math.max(base, fix - mayBeOff), fix + mayBeOff);
          seconds = meters == base ? null : old;
        }
        if (meters < nearest) {
          nearest = meters;
          age = seconds;
        }
      }
      boolean inside = nearest <= search.radiusMeters();
      boolean called = search.alreadyCalled().contains(team.teamId());
      boolean able = team.capabilities().containsAll(search.requiredCapabilities());
      if (!inside && !seenInside) {
        continue;
      }
      if (inside && called) {
        leftOut.merge(Shortfall.Cause.ALREADY_CALLED, 1, Integer::sum);
      } else if (inside && !able) {
        leftOut.merge(Shortfall.Cause.CAPABILITY_MISSING, 1, Integer::sum);
      } else if (inside && onDuty.isEmpty()) {
        leftOut.merge(Shortfall.Cause.OFF_DUTY, 1, Integer::sum);
      } else if (inside && !search.sharesTeams() && busy.contains(team.teamId())) {
        leftOut.merge(Shortfall.Cause.ON_OTHER_TASK, 1, Integer::sum);
      } else if (inside && available.isEmpty()) {
        boolean elsewhere = busyPeople.containsAll(ids(onDuty));
        leftOut.merge(
            elsewhere ? Shortfall.Cause.ON_OTHER_TASK : Shortfall.Cause.SAME_PEOPLE,
            1,
            Integer::sum);
      } else if (inside) {
        found.add(new Found(team, nearest, age, ids(available)));
      } else if (!called && able) {
        leftOut.merge(Shortfall.Cause.POSITION_STALE, 1, Integer::sum);
      }
    }
    found.sort(
        Comparator.comparingDouble(Found::meters).thenComparing(each -> each.team().teamId()));
    List<List<String>> people = new ArrayList<>();
    for (String waiting : search.waiting()) {
      TeamSnapshot team = teams.get(waiting);
      if (team != null) {
        people.add(ids(onDuty(team)).stream().filter(each -> !away.contains(each)).toList());
        if (!eachHasItsOwn(people)) {
          people.removeLast();
        }
      }
    }
    List<Pick> picks = new ArrayList<>();
    Set<String> called = new HashSet<>();
    for (Found each : found) {
      if (missing(search, picks, called) == 0) {
        break;
      }
      people.add(each.people());
      if (!eachHasItsOwn(people)) {
        people.removeLast();
        leftOut.merge(Shortfall.Cause.SAME_PEOPLE, 1, Integer::sum);
        continue;
      }
      called.addAll(each.people());
      picks.add(
          new Pick(
              each.team().teamId(),
              each.team().name(),
              each.team().jurisdiction(),
              new PickReason(
                  tens(each.meters()),
                  Math.round(tens(each.meters()) / travel.travelMetersPerSecond()),
                  each.age() == null ? PickReason.From.BASE : PickReason.From.POSITION,
                  each.age() == null ? null : (long) tens(each.age()),
                  each.people().size(),
                  picks.size() + 1)));
    }
    int missing = missing(search, picks, called);
    List<Shortfall> shortfalls = new ArrayList<>();
    if (missing > 0) {
      leftOut.forEach((cause, teamsOut) -> shortfalls.add(new Shortfall(cause, teamsOut)));
      int others = leftOut.values().stream().mapToInt(Integer::intValue).sum();
      if (others < missing) {
        shortfalls.addFirst(new Shortfall(Shortfall.Cause.NOBODY_IN_RADIUS, missing - others));
      }
    }
    return new Selection(picks, shortfalls);
  }

  private static int missing(Search search, List<Pick> picks, Set<String> called) {
    return search.people() == 0
        ? search.teams() - picks.size()
        : Math.max(0, search.people() - called.size());
  }

  private static double tens(double number) {
    return Math.floor(number / 10 + 0.5) * 10;
  }

  private List<PresenceSnapshot> onDuty(TeamSnapshot team) {
    return team.members().stream()
        .map(member -> presences.get(member.volunteerId()))
        .filter(presence -> presence != null && presence.onDuty())
        .toList();
  }

  private static List<String> ids(List<PresenceSnapshot> presences) {
    return presences.stream().map(PresenceSnapshot::volunteerId).toList();
  }

  /** Hall's theorem would do, but tries all subsets; this tries to give everybody out anew. */
  static boolean eachHasItsOwn(List<List<String>> teams) {
    Map<String, Integer> given = new HashMap<>();
    for (int team = 0; team < teams.size(); team++) {
      if (!give(team, teams, given, new HashSet<>())) {
        return false;
      }
    }
    return true;
  }

  private static boolean give(
      int team, List<List<String>> teams, Map<String, Integer> given, Set<String> tried) {
    for (String person : teams.get(team)) {
      if (tried.add(person)) {
        Integer holder = given.get(person);
        if (holder == null || give(holder, teams, given, tried)) {
          given.put(person, team);
          return true;
        }
      }
    }
    return false;
  }
}
