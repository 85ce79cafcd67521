package muster.benchmarks.selection;

import java.util.List;
import java.util.function.Function;
import muster.benchmarks.WrongAnswer;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;

/** Whether two ways to select teams agree in everything they say. */
final class AnswerCheck {
  private AnswerCheck() {}

  static void compare(
      List<Search> searches,
      Function<Search, Selection> measured,
      Function<Search, Selection> trusted) {
    for (Search search : searches) {
      Selection answer = measured.apply(search);
      Selection right = trusted.apply(search);
      if (!answer.equals(right)) {
        throw new WrongAnswer(
            "%s: the index says %s, a look at every team says %s".formatted(search, answer, right));
      }
    }
  }
}
