package muster.dispatch.team;

import java.util.Set;
import muster.contracts.place.GeoPoint;

/**
 * Which teams are looked for.
 *
 * @param radiusMeters a team is inside when its pessimistic distance is at most this
 * @param teams how many are wanted
 * @param requiredCapabilities each team must have them all
 * @param alreadyCalled team ids this alert has called before and must not call again
 * @param sharesTeams true: a team or person busy on another alert may be called too
 * @param waiting ids of teams that this alert has called and that have not answered: each of them
 *     needs somebody of its own
 * @param unavailable ids of people who come to this alert with a team already, or have said that
 *     they cannot
 */
public record Search(
    GeoPoint around,
    double radiusMeters,
    int teams,
    Set<String> requiredCapabilities,
    Set<String> alreadyCalled,
    boolean sharesTeams,
    Set<String> waiting,
    Set<String> unavailable) {
  public Search {
    if (!(radiusMeters > 0)) {
      throw new IllegalArgumentException("radiusMeters must be positive");
    }
    if (teams < 1) {
      throw new IllegalArgumentException("teams must be at least 1");
    }
    requiredCapabilities = Set.copyOf(requiredCapabilities);
    alreadyCalled = Set.copyOf(alreadyCalled);
    waiting = Set.copyOf(waiting);
    unavailable = Set.copyOf(unavailable);
  }

  /** For an alert that has called nobody who is waited for, and of whom nobody has answered. */
  public Search(
      GeoPoint around,
      double radiusMeters,
      int teams,
      Set<String> requiredCapabilities,
      Set<String> alreadyCalled,
      boolean sharesTeams) {
    this(
        around,
        radiusMeters,
        teams,
        requiredCapabilities,
        alreadyCalled,
        sharesTeams,
        Set.of(),
        Set.of());
  }
}
