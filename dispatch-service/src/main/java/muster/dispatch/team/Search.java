package muster.dispatch.team;

import java.util.Set;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/**
 * Which teams are looked for.
 *
 * @param radiusMeters a team is inside when it is at most that far
 * @param teams how many are wanted
 * @param requiredCapabilities each team must have them all
 * @param alreadyCalled team ids this alert has called before and must not call again
 * @param sharesTeams true: a team that is busy on another alert may be called too
 * @param borders only teams of these jurisdictions and those below them; empty: all teams
 */
public record Search(
    GeoPoint around,
    double radiusMeters,
    int teams,
    Set<String> requiredCapabilities,
    Set<String> alreadyCalled,
    boolean sharesTeams,
    Set<JurisdictionCode> borders) {
  public Search {
    if (!(radiusMeters > 0)) {
      throw new IllegalArgumentException("radiusMeters must be positive");
    }
    if (teams < 1) {
      throw new IllegalArgumentException("teams must be at least 1");
    }
    requiredCapabilities = Set.copyOf(requiredCapabilities);
    alreadyCalled = Set.copyOf(alreadyCalled);
    borders = Set.copyOf(borders);
  }

  /** Without borders. */
  public Search(
      GeoPoint around,
      double radiusMeters,
      int teams,
      Set<String> requiredCapabilities,
      Set<String> alreadyCalled,
      boolean sharesTeams) {
    this(
        around, radiusMeters, teams, requiredCapabilities, alreadyCalled, sharesTeams, Set.of());
  }

  boolean reaches(JurisdictionCode jurisdiction) {
    if (borders.isEmpty()) {
      return true;
    }
    for (JurisdictionCode border : borders) {
      if (border.covers(jurisdiction)) {
        return true;
      }
    }
    return false;
  }
}
