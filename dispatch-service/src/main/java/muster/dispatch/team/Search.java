package muster.dispatch.team;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/**
 * Which teams are looked for.
 *
 * @param radiusMeters a team is inside when it is at most that far
 * @param teams how many are wanted; where people are wanted, how many at most
 * @param requiredCapabilities each team must have them all
 * @param alreadyCalled team ids this alert has called before and must not call again
 * @param sharesTeams true: a team or person busy on another alert may be called too
 * @param waiting ids of teams that this alert has called and that have not answered: each of them
 *     needs somebody of its own
 * @param unavailable ids of people who come to this alert with a team already, or have said that
 *     they cannot
 * @param borders only teams of these jurisdictions and those below them; empty: all teams
 * @param people how many are wanted who are on duty in those teams; 0: it is the teams that count
 * @param refused by the id of a team that this alert has called before, and may call again: who of
 *     it is unavailable because of a no to that call
 */
public record Search(
    GeoPoint around,
    double radiusMeters,
    int teams,
    Set<String> requiredCapabilities,
    Set<String> alreadyCalled,
    boolean sharesTeams,
    Set<String> waiting,
    Set<String> unavailable,
    Set<JurisdictionCode> borders,
    int people,
    Map<String, Set<String>> refused) {
  public Search {
    if (!(radiusMeters > 0)) {
      throw new IllegalArgumentException("radiusMeters must be positive");
    }
    if (teams < 1) {
      throw new IllegalArgumentException("teams must be at least 1");
    }
    if (people < 0) {
      throw new IllegalArgumentException("people must not be negative");
    }
    requiredCapabilities = Set.copyOf(requiredCapabilities);
    alreadyCalled = Set.copyOf(alreadyCalled);
    waiting = Set.copyOf(waiting);
    unavailable = Set.copyOf(unavailable);
    borders = Set.copyOf(borders);
    refused = Map.copyOf(refused);
  }

  /** It is the teams that count. */
  public Search(
      GeoPoint around,
      double radiusMeters,
      int teams,
      Set<String> requiredCapabilities,
      Set<String> alreadyCalled,
      boolean sharesTeams,
      Set<String> waiting,
      Set<String> unavailable,
      Set<JurisdictionCode> borders) {
    this(
        around,
        radiusMeters,
        teams,
        requiredCapabilities,
        alreadyCalled,
        sharesTeams,
        waiting,
        unavailable,
        borders,
        0,
        Map.of());
  }

  /**
   * Without borders, for an alert that has called nobody who is waited for, and of whom nobody has
   * answered.
   */
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
        Set.of(),
        Set.of());
  }

  /** The same for so many people on duty, in at most so many teams. */
  public Search forPeople(int atMostTeams, int wanted) {
    return new Search(
        around,
        radiusMeters,
        atMostTeams,
        requiredCapabilities,
        alreadyCalled,
        sharesTeams,
        waiting,
        unavailable,
        borders,
        wanted,
        refused);
  }

  /** The same, where some have said no to a call of this alert. */
  public Search withRefused(Map<String, Set<String>> byTeam) {
    return new Search(
        around,
        radiusMeters,
        teams,
        requiredCapabilities,
        alreadyCalled,
        sharesTeams,
        waiting,
        unavailable,
        borders,
        people,
        byTeam);
  }

  /** Of the team called before nobody is left but those who have said no to that. */
  boolean isRefusedByAll(String teamId, Collection<String> people) {
    return refused.getOrDefault(teamId, Set.of()).containsAll(people);
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
