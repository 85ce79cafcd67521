package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.DispatchEvent.TaskReminded;
import org.junit.jupiter.api.Test;

/** A team that is in and does not move is reminded. */
class RemindersTest {
  private static final CallOutTerms AFTER_90_SECONDS =
      AlertStory.terms(2, 1, 3, 1).remindingAfter(Duration.ofSeconds(90));

  private static AlertStory twoCome() {
    return AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .under(AFTER_90_SECONDS)
        .issued()
        .after(10)
        .acknowledges("xizhu")
        .after(10)
        .acknowledges("liyi");
  }

  @Test
  void eachInItsTurnAndOnce() {
    AlertStory story = twoCome();
    assertThat(story.deadlines()).contains("reminder 100s").doesNotContain("reminder 110s");
    story.fastForward(79);
    assertThat(reminded(story)).isZero();
    story.fastForward(1).happened("TaskReminded xizhu");
    assertThat(story.deadlines()).contains("reminder 110s");
    assertThat(story.task("xizhu").remindedAt()).isEqualTo(AlertStory.START.plusSeconds(100));
    assertThat(TaskView.of(story.issuedState().issued(), story.task("xizhu"), 1).remindedAt())
        .isEqualTo(AlertStory.START.plusSeconds(100));
    story.fastForward(10).happened("TaskReminded liyi").fastForward(1_000);
    assertThat(reminded(story)).isEqualTo(2);
    assertThat(story.deadlines()).noneMatch(deadline -> deadline.startsWith("reminder"));
  }

  @Test
  void whoIsOnTheWayOrThereIsNot() {
    AlertStory story = twoCome().isEnRoute("xizhu").isOnScene("liyi");
    assertThat(story.deadlines()).noneMatch(deadline -> deadline.startsWith("reminder"));
    story.fastForward(1_000);
    assertThat(reminded(story)).isZero();
  }

  @Test
  void whoIsInLineIsRemindedWhenItHasMovedUp() {
    AlertStory story =
        twoCome().isEnRoute("xizhu").isEnRoute("liyi").acknowledges("dahuangshan").after(500);
    story
        .withdraws("liyi")
        .happened("TaskWithdrawn liyi", "TaskPromoted dahuangshan")
        .fastForward(89);
    assertThat(reminded(story)).isZero();
    story.fastForward(1).happened("TaskReminded dahuangshan");
  }

  @Test
  void whoComesAgainAfterItHadWithdrawnIsRemindedAgain() {
    AlertStory story = twoCome().isEnRoute("liyi").fastForward(100);
    assertThat(reminded(story)).isEqualTo(1);
    story.withdraws("xizhu").acknowledges("xizhu").fastForward(90).happened("TaskReminded xizhu");
    assertThat(reminded(story)).isEqualTo(2);
  }

  @Test
  void aTimerThatComesTwiceOrAfterTheEndChangesNothing() {
    AlertStory story = twoCome().after(80);
    AlertCommand due = new AlertCommand.RemindTeams(story.now());
    story
        .does(due)
        .happened("TaskReminded xizhu")
        .does(due)
        .nothingHappened()
        .isResolved()
        .does(due)
        .nothingHappened();
  }

  @Test
  void anAlertFromBeforeThereWereRemindersHasNone() {
    AlertStory story =
        AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu").fastForward(3_000);
    assertThat(reminded(story)).isZero();
    story.does(new AlertCommand.RemindTeams(story.now())).nothingHappened();
  }

  private static long reminded(AlertStory story) {
    return story.history().stream().filter(TaskReminded.class::isInstance).count();
  }
}
