package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import muster.dispatch.alert.AlertCommand.ResponseTargetPassed;
import org.junit.jupiter.api.Test;

/** The clocks that the response is judged by. */
class ResponseTimesTest {

  @Test
  void theFirstTeamOfEachStepCountsAndALaterOneDoesNot() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
            .issued()
            .after(1)
            .confirms("liyi")
            .after(1)
            .confirms("xizhu")
            .after(8)
            .acknowledges("xizhu")
            .after(5)
            .acknowledges("liyi")
            .after(5)
            .isEnRoute("liyi")
            .after(5)
            .isEnRoute("xizhu")
            .after(100)
            .isOnScene("xizhu")
            .after(1)
            .isOnScene("liyi")
            .completes("liyi");
    assertThat(story.issuedState().times())
        .isEqualTo(new ResponseTimes(at(1), at(10), at(20), at(125), null));
    assertThat(story.isResolved().issuedState().times().onSceneAt()).isEqualTo(at(125));
  }

  @Test
  void anAnswerMeansThatATeamWasReached() {
    AlertStory declined = AlertStory.needing(1, "xizhu").issued().after(3).declines("xizhu");
    assertThat(declined.issuedState().times())
        .isEqualTo(new ResponseTimes(at(3), null, null, null, null));
    AlertStory acknowledged =
        AlertStory.needing(1, "xizhu").issued().after(3).acknowledges("xizhu");
    assertThat(acknowledged.issuedState().times())
        .isEqualTo(new ResponseTimes(at(3), at(3), null, null, null));
  }

  @Test
  void theTargetIsMissedOnceWhenNobodyIsOnScene() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .issued()
            .acknowledges("xizhu")
            .isEnRoute("xizhu")
            .fastForward(599);
    assertThat(story.issuedState().times().targetMissedAt()).isNull();
    story.fastForward(1).happened("ResponseTargetMissed");
    assertThat(story.issuedState().times().targetMissedAt()).isEqualTo(at(600));
    story
        .does(new ResponseTargetPassed())
        .nothingHappened()
        .isOnScene("xizhu")
        .does(new ResponseTargetPassed())
        .nothingHappened();
    assertThat(story.issuedState().times().onSceneAt()).isEqualTo(at(600));
  }

  @Test
  void withSomebodyOnSceneOrDoneTheTargetIsMet() {
    for (AlertStory story :
        new AlertStory[] {
          AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu").isOnScene("xizhu"),
          AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu").completes("xizhu")
        }) {
      assertThat(story.deadlines()).containsExactly("expiry 7200s");
      story.does(new ResponseTargetPassed()).nothingHappened();
    }
  }

  @Test
  void anAlertThatIsOverMissesNothingAndAReopenedOneHasAClockOfItsOwn() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .acknowledges("xizhu")
            .isOnScene("xizhu")
            .isResolved()
            .does(new ResponseTargetPassed())
            .nothingHappened()
            .after(1_000)
            .reopened();
    assertThat(story.issuedState().times()).isEqualTo(ResponseTimes.NONE);
    story.confirms("xizhu").acknowledges("xizhu").fastForward(600).happened("ResponseTargetMissed");
    assertThat(story.issuedState().times().targetMissedAt()).isEqualTo(at(1_600));
  }

  private static Instant at(long seconds) {
    return AlertStory.START.plusSeconds(seconds);
  }
}
