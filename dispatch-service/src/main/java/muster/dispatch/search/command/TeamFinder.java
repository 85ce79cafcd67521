package muster.dispatch.search.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.search.FoundTeam;

/**
 * Teams by id or name, out of the index that this instance has of all of them: sixty thousand names
 * are looked through in milliseconds, and what is found can be called.
 */
public final class TeamFinder {
  private final Supplier<Stream<TeamSnapshot>> teams;
  private final Function<String, List<String>> onDuty;
  private final Predicate<String> onTask;

  /**
   * @param onDuty ids of a team's members who are
   * @param onTask says of a team's id whether an alert holds it
   */
  public TeamFinder(
      Supplier<Stream<TeamSnapshot>> teams,
      Function<String, List<String>> onDuty,
      Predicate<String> onTask) {
    this.teams = teams;
    this.onDuty = onDuty;
    this.onTask = onTask;
  }

  private record Match(TeamSnapshot team, int rank) {}

  /**
   * First the team of this id or name, then names that begin with it, then those that have all the
   * words, and ids that begin with it; of these by name.
   *
   * @param whole what was typed, in lower case
   * @param terms its words
   */
  public List<FoundTeam> search(
      JurisdictionCode within, String whole, List<String> terms, int limit) {
    return teams
        .get()
        .filter(team -> within.covers(team.jurisdiction()))
        .map(team -> new Match(team, rank(team, whole, terms)))
        .filter(match -> match.rank() >= 0)
        .sorted(
            Comparator.comparingInt(Match::rank)
                .thenComparing(match -> match.team().name())
                .thenComparing(match -> match.team().teamId()))
        .limit(limit)
        .map(match -> found(match.team()))
        .toList();
  }

  /** The lower the better; negative for no match. */
  private static int rank(TeamSnapshot team, String whole, List<String> terms) {
    String id = team.teamId().toLowerCase(Locale.ROOT);
    String name = team.name().toLowerCase(Locale.ROOT);
    if (id.equals(whole)) {
      return 0;
    }
    if (name.equals(whole)) {
      return 1;
    }
    if (name.startsWith(whole)) {
      return 2;
    }
    if (!terms.isEmpty() && terms.stream().allMatch(name::contains)) {
      return 3;
    }
    return id.startsWith(whole) ? 4 : -1;
  }

  private FoundTeam found(TeamSnapshot team) {
    return new FoundTeam(
        team.teamId(),
        team.name(),
        team.jurisdiction(),
        onDuty.apply(team.teamId()).size(),
        onTask.test(team.teamId()));
  }
}
