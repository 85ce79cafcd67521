package muster.dispatch.team;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
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

  private record Found(TeamSnapshot team, double meters, @Nullable Double age, int onDuty) {}

  Selection select(Search search, TravelAssumptions travel, Set<String> busy, Instant now) {
    List<Found> found = new ArrayList<>();
    Map<Shortfall.Cause, Integer> leftOut = new EnumMap<>(Shortfall.Cause.class);
    for (TeamSnapshot team : teams.values()) {
      List<PresenceSnapshot> onDuty =
          team.members().stream()
              .map(member -> presences.get(member.volunteerId()))
              .filter(presence -> presence != null && presence.onDuty())
              .toList();
      double base = team.base().distanceMeters(search.around());
      double nearest = onDuty.isEmpty() ? base : Double.POSITIVE_INFINITY;
      Double age = null;
      boolean seenInside = false;
      for (PresenceSnapshot presence : onDuty) {
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
      } else if (inside) {
        found.add(new Found(team, nearest, age, onDuty.size()));
      } else if (!called && able) {
        leftOut.merge(Shortfall.Cause.POSITION_STALE, 1, Integer::sum);
      }
    }
    found.sort(
        Comparator.comparingDouble(Found::meters).thenComparing(each -> each.team().teamId()));
    List<Pick> picks = new ArrayList<>();
    for (Found each : found.subList(0, Math.min(search.teams(), found.size()))) {
      picks.add(
          new Pick(
              each.team().teamId(),
              each.team().name(),
              new PickReason(
                  tens(each.meters()),
                  Math.round(tens(each.meters()) / travel.travelMetersPerSecond()),
                  each.age() == null ? PickReason.From.BASE : PickReason.From.POSITION,
                  each.age() == null ? null : (long) tens(each.age()),
                  each.onDuty(),
                  picks.size() + 1)));
    }
    int missing = search.teams() - picks.size();
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

  private static double tens(double number) {
    return Math.floor(number / 10 + 0.5) * 10;
  }
}
