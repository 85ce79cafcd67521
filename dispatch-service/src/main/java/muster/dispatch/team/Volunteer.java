package muster.dispatch.team;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A volunteer as the index holds one: known from a team, from a presence, or both. */
final class Volunteer {
  final String id;

  /** The writer's alone. */
  @Nullable Presence presence;

  /** Replaced, never changed, for readers go through it. */
  private volatile List<Team> teams = List.of();

  Volunteer(String id) {
    this.id = id;
  }

  List<Team> teams() {
    return teams;
  }

  void join(Team team) {
    teams = Stream.concat(teams.stream(), Stream.of(team)).toList();
  }

  void leave(Team team) {
    teams = teams.stream().filter(other -> other != team).toList();
  }

  boolean isForgotten() {
    return presence == null && teams.isEmpty();
  }
}
