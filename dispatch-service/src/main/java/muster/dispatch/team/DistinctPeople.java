package muster.dispatch.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives each team somebody of its own, so that no two teams rest on the same person. A team may be
 * added when everybody can still be given out so, where a team that was added before may get
 * another of its people (augmenting paths). Added nearest first, the nearest teams are in, and they
 * are as many as is possible at all.
 */
public final class DistinctPeople {
  private final List<List<String>> teams = new ArrayList<>();
  private final Map<String, Integer> teamOf = new HashMap<>();

  /**
   * @param people who could come with the team
   * @return false when there is nobody for it whom the others could spare; it is not added then
   */
  public boolean add(List<String> people) {
    teams.add(people);
    if (giveFreeOne(teams.size() - 1) || giveAnother(teams.size() - 1, new HashSet<>())) {
      return true;
    }
    teams.removeLast();
    return false;
  }

  private boolean giveFreeOne(int team) {
    for (String person : teams.get(team)) {
      if (teamOf.putIfAbsent(person, team) == null) {
        return true;
      }
    }
    return false;
  }

  private boolean giveAnother(int team, Set<String> tried) {
    for (String person : teams.get(team)) {
      if (tried.add(person)) {
        int holder = Objects.requireNonNull(teamOf.get(person));
        if (giveFreeOne(holder) || giveAnother(holder, tried)) {
          teamOf.put(person, team);
          return true;
        }
      }
    }
    return false;
  }
}
