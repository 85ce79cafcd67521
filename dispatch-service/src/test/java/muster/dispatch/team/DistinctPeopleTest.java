package muster.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DistinctPeopleTest {
  private final DistinctPeople people = new DistinctPeople();

  @Test
  void aTeamWithoutPeopleIsNotAdded() {
    assertThat(people.add(List.of())).isFalse();
  }

  @Test
  void aTeamThatWasRefusedTakesNobodyFromTheNextOnes() {
    assertThat(people.add(List.of("v"))).isTrue();
    assertThat(people.add(List.of("v"))).isFalse();
    assertThat(people.add(List.of("v", "w"))).isTrue();
  }

  @Test
  void alongAChainEverybodyMovesUpByOne() {
    int teams = 300;
    for (int i = 0; i < teams; i++) {
      assertThat(people.add(List.of("p" + i, "p" + (i + 1)))).isTrue();
    }
    assertThat(people.add(List.of("p0"))).isTrue();
    assertThat(people.add(List.of("p0", "p" + teams))).isFalse();
  }

  /** As many teams as there is a set of people for, tried over all sets of teams. */
  @Property(tries = 200)
  void asManyTeamsAreInAsPossible(@ForAll long seed) {
    Random random = new Random(seed);
    List<List<String>> teams = new ArrayList<>();
    DistinctPeople distinct = new DistinctPeople();
    List<List<String>> added = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<String> members =
          IntStream.range(0, 5)
              .filter(person -> random.nextInt(3) == 0)
              .mapToObj(person -> "p" + person)
              .toList();
      teams.add(members);
      if (distinct.add(members)) {
        added.add(members);
      }
    }
    int most =
        IntStream.range(0, 1 << teams.size())
            .filter(subset -> satisfiesHall(subset(teams, subset)))
            .map(Integer::bitCount)
            .max()
            .orElse(0);
    assertThat(added).hasSize(most);
    assertThat(satisfiesHall(added)).isTrue();
  }

  private static List<List<String>> subset(List<List<String>> teams, int which) {
    return IntStream.range(0, teams.size())
        .filter(i -> (which >> i & 1) == 1)
        .mapToObj(teams::get)
        .toList();
  }

  /** Any teams together have at least as many people: Hall's condition. */
  private static boolean satisfiesHall(List<List<String>> teams) {
    return IntStream.range(0, 1 << teams.size())
        .allMatch(
            which ->
                subset(teams, which).stream().flatMap(List::stream).distinct().count()
                    >= Integer.bitCount(which));
  }
}
