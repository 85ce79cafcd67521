package muster.benchmarks.alertpath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import muster.benchmarks.city.City;
import muster.contracts.place.GeoPoint;
import muster.demo.xuzhou.GeneratedTeam;
import muster.demo.xuzhou.GeneratedTeam.Person;

/**
 * Places all over the city, so far from each other that no team is near to two of them: an alert at
 * one never takes another's teams away.
 */
final class Places {
  /**
   * Members are within 1.7 km of their team's base and a first wave within 1.5 km of its alert:
   * less than 6.4 km apart, two places could share a team.
   */
  private static final double APART_METERS = 7_000;

  private static final int ATTEMPTS = 20_000;

  private final Map<String, GeneratedTeam> teams = new HashMap<>();
  private final List<GeneratedTeam> inOrder;

  Places(City city) {
    this.inOrder = city.teams().toList();
    inOrder.forEach(team -> teams.put(team.id(), team));
  }

  /** As many as there is room for, at most so many. */
  List<Place> choose(int atMost, CommandCenter center) {
    SplittableRandom random = new SplittableRandom(3);
    List<Place> chosen = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && chosen.size() < atMost; attempt++) {
      GeneratedTeam team = inOrder.get(random.nextInt(inOrder.size()));
      Optional<Person> somebody = team.onDuty().findFirst();
      if (somebody.isPresent() && isFarFromAll(somebody.get().position(), chosen)) {
        place(somebody.get().position(), team, center).ifPresent(chosen::add);
      }
    }
    return List.copyOf(chosen);
  }

  private Optional<Place> place(GeoPoint location, GeneratedTeam there, CommandCenter center) {
    return center
        .findNearest(location, there.jurisdiction())
        .map(teams::get)
        .flatMap(
            nearest ->
                nearest
                    .onDuty()
                    .min(Comparator.comparingDouble(person -> pessimistic(person, location)))
                    .map(
                        person ->
                            new Place(location, there.jurisdiction(), nearest.id(), person.id())));
  }

  private static double pessimistic(Person person, GeoPoint from) {
    return from.distanceMeters(person.position()) + person.accuracyMeters();
  }

  private static boolean isFarFromAll(GeoPoint location, List<Place> others) {
    return others.stream()
        .allMatch(other -> other.location().distanceMeters(location) > APART_METERS);
  }
}
