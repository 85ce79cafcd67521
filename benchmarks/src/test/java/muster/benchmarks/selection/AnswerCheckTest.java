package muster.benchmarks.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import muster.benchmarks.WrongAnswer;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
  private final FilledIndex town = new FilledIndex(600);
  private final List<Search> searches = town.searches().subList(0, 200);

  @Test
  void theIndexAgreesWithALookAtEveryTeamAlsoAfterEverybodyHasMoved() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      town.report(random);
    }
    Scan scan = town.scan();
    AnswerCheck.compare(searches, town::select, search -> town.select(search, scan));
    assertThat(searches.stream().map(town::select))
        .anyMatch(selection -> selection.picks().size() == 10)
        .anyMatch(selection -> !selection.shortfalls().isEmpty());
  }

  @Test
  void anAnswerThatLacksTheNearestTeamIsFound() {
    Scan scan = town.scan();
    assertThatThrownBy(
            () ->
                AnswerCheck.compare(
                    searches,
                    search -> withoutFirst(town.select(search)),
                    search -> town.select(search, scan)))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("a look at every team says");
  }

  @Test
  void anAnswerFromBeforeAMoveIsFound() {
    Scan before = town.scan();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      town.report(random);
    }
    assertThatThrownBy(
            () ->
                AnswerCheck.compare(searches, town::select, search -> town.select(search, before)))
        .isInstanceOf(WrongAnswer.class);
  }

  private static Selection withoutFirst(Selection selection) {
    return new Selection(selection.picks().stream().skip(1).toList(), selection.shortfalls());
  }
}
