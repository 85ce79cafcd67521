package muster.benchmarks.city;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.demo.xuzhou.GeneratedTeam;
import muster.demo.xuzhou.GeneratedTeam.Person;
import muster.demo.xuzhou.XuzhouGenerator;

/**
 * The made-up Xuzhou that everything is measured with: ten volunteers a team, six of ten on duty
 * and with a position, the others known to be off duty.
 */
public final class City {
  private static final long SEED = 20220312;
  private static final double ON_DUTY = 0.6;

  private final XuzhouGenerator generator;

  public City(int teams) {
    this.generator = XuzhouGenerator.city(SEED, teams, ON_DUTY);
  }

  public Stream<GeneratedTeam> teams() {
    return generator.teams();
  }

  public int teamCount() {
    return generator.teamCount();
  }

  public int volunteerCount() {
    return generator.volunteerCount();
  }

  public Stream<TeamSnapshot> teamSnapshots(Instant at) {
    return generator.teamSnapshots(at);
  }

  /** Of everybody, on duty or not. */
  public Stream<PresenceSnapshot> presenceSnapshots(Function<Person, Instant> at) {
    return generator
        .teams()
        .flatMap(team -> team.members().stream())
        .map(person -> person.presence(at.apply(person)));
  }
}
