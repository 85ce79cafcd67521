package muster.dispatch.alert.command;

import java.util.Set;

/**
 * Who changes from one alert to another in a transaction, held without a gap: nobody is reserved
 * anew for the one, or free for others, because the other one let go.
 *
 * @param people ids of volunteers
 */
record Moved(Set<String> teams, Set<String> people) {
  static final Moved NOBODY = new Moved(Set.of(), Set.of());

  Moved {
    teams = Set.copyOf(teams);
    people = Set.copyOf(people);
  }
}
