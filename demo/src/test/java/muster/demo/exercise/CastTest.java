package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import muster.demo.xuzhou.XuzhouGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CastTest {
  private static final XuzhouGenerator TOWN = XuzhouGenerator.demo();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300, ExerciseSettings.MOST_PEOPLE})
  void thereAreAsManyAsIsSaidAndNobodyTwice(int people) {
    Cast cast = Cast.of(TOWN, people, new Random(3));
    assertThat(cast.members()).hasSize(people);
    assertThat(cast.members()).extracting(member -> member.person().id()).doesNotHaveDuplicates();
    assertThat(cast.members())
        .allMatch(member -> member.team().members().contains(member.person()));
  }

  @Test
  void threeHundredAreOneToThreeOfMoreThanAHundredTeams() {
    Map<String, Long> teams =
        Cast.of(TOWN, 300, new Random(3)).members().stream()
            .collect(Collectors.groupingBy(member -> member.team().id(), Collectors.counting()));
    assertThat(teams.size()).isBetween(120, 190);
    assertThat(teams.values()).allMatch(some -> some <= 3);
  }

  @Test
  void nobodyAnswersForWhoeverSignsInAsCaptainOrVolunteer() {
    assertThat(Cast.of(TOWN, 1_000, new Random(3)).members())
        .extracting(member -> member.person().id())
        .doesNotContain("v-000001", "v-000002");
  }

  @Test
  void theSameSeedCallsTheSamePeople() {
    assertThat(Cast.of(TOWN, 50, new Random(9))).isEqualTo(Cast.of(TOWN, 50, new Random(9)));
    assertThat(Cast.of(TOWN, 50, new Random(9))).isNotEqualTo(Cast.of(TOWN, 50, new Random(8)));
  }

  @Test
  void moreThanThereAreCanNotBeOnDuty() {
    XuzhouGenerator small = XuzhouGenerator.aroundXizhu(1, 2, 0);
    assertThatThrownBy(() -> Cast.of(small, 100, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
