package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import org.junit.jupiter.api.Test;

/** What a command center says to the teams of an alert. */
class MessagesTest {

  private static AlertStory twoComeAndOneIsInLine() {
    return AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(2, 2, 4, 1))
        .issued()
        .acknowledge("xizhu", "liyi", "dahuangshan");
  }

  @Test
  void withoutATeamItIsForAllThatCome() {
    twoComeAndOneIsInLine()
        .isEnRoute("liyi")
        .tellsAll("Use the north gate")
        .happened("MessageSent xizhu liyi dahuangshan")
        .completes("xizhu")
        .after(11)
        .tellsAll("Use the north gate")
        .happened("MessageSent liyi dahuangshan");
  }

  /** And for nobody else of their teams; to one team it is for all of it. */
  @Test
  void itSaysWhetherItIsForThoseWhoCome() {
    AlertStory story = twoComeAndOneIsInLine().tellsAll("North gate").tells("liyi", "North gate");
    assertThat(
            story.history().stream()
                .filter(MessageSent.class::isInstance)
                .map(event -> ((MessageSent) event).forWhoComes()))
        .containsExactly(true, null);
  }

  /** The one is for members whom the other is not for. */
  @Test
  void toATeamAndToThoseOfItWhoComeAreTwoMessages() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .acknowledges("xizhu")
        .tellsAll("Hurry")
        .happened("MessageSent xizhu")
        .tells("xizhu", "Hurry")
        .happened("MessageSent xizhu")
        .tells("xizhu", "Hurry")
        .nothingHappened();
  }

  @Test
  void whileNobodyComesThereIsNobodyToTell() {
    AlertStory.needing(1, "xizhu")
        .tellsAll("Hello")
        .isRefused(Rejection.NO_SUCH_ALERT)
        .issued()
        .tellsAll("Hello")
        .isRefused(Rejection.NOBODY_COMES)
        .acknowledges("xizhu")
        .tellsAll("Hello")
        .happened("MessageSent xizhu");
  }

  @Test
  void oneTeamIsToldAlsoBeforeItHasAnswered() {
    AlertStory story =
        twoComeAndOneIsInLine()
            .tells("houyao", "Are you there?")
            .happened("MessageSent houyao")
            .tells("houshan", "Are you there?")
            .isRefused(Rejection.UNKNOWN_TASK);
    story
        .does(new AlertCommand.SendMessage("officer", "x", story.taskId("liyi"), null))
        .happened("MessageSent liyi")
        .does(new AlertCommand.SendMessage("officer", "x", new UUID(4, 4), null))
        .isRefused(Rejection.UNKNOWN_TASK);
  }

  @Test
  void aTeamThatIsOutOfItIsNotTold() {
    twoComeAndOneIsInLine()
        .declines("houyao")
        .tells("houyao", "Thank you")
        .isRefused(Rejection.TEAM_HAS_NO_PART)
        .withdraws("xizhu")
        .tells("xizhu", "Thank you")
        .isRefused(Rejection.TEAM_HAS_NO_PART)
        .standsDown("liyi")
        .tells("liyi", "Thank you")
        .isRefused(Rejection.TEAM_HAS_NO_PART);
  }

  @Test
  void theSameWithinTenSecondsIsOneMessage() {
    twoComeAndOneIsInLine()
        .tellsAll("Hurry")
        .happened("MessageSent xizhu liyi dahuangshan")
        .after(9)
        .tellsAll("Hurry")
        .nothingHappened()
        .tells("xizhu", "Hurry")
        .happened("MessageSent xizhu")
        .tells("xizhu", "Hurry!")
        .happened("MessageSent xizhu")
        .after(10)
        .tells("xizhu", "Hurry!")
        .happened("MessageSent xizhu");
  }

  @Test
  void twelveWithinAMinute() {
    AlertStory story = twoComeAndOneIsInLine();
    for (int i = 1; i <= SentMessages.MOST_AT_ONCE; i++) {
      story.after(1).tellsAll("no. " + i).happened("MessageSent xizhu liyi dahuangshan");
    }
    story
        .tellsAll("no. 13")
        .isRefused(Rejection.MESSAGES_TOO_FAST)
        // What is only said twice is no message more.
        .tellsAll("no. 12")
        .nothingHappened()
        // The first one was sent at 1 s, and this is 60 s.
        .after(48)
        .tellsAll("no. 13")
        .isRefused(Rejection.MESSAGES_TOO_FAST)
        .after(1)
        .tellsAll("no. 13")
        .happened("MessageSent xizhu liyi dahuangshan")
        .tellsAll("no. 14")
        .isRefused(Rejection.MESSAGES_TOO_FAST);
  }

  @Test
  void twoHundredInAllAlsoWhenItIsReopened() {
    AlertStory story = twoComeAndOneIsInLine();
    for (int i = 1; i < SentMessages.MOST; i++) {
      story.after(6).tellsAll("no. " + i).happened("MessageSent xizhu liyi dahuangshan");
    }
    story.isResolved().reopened().acknowledges("xizhu");
    story.after(6).tellsAll("no. 200").happened("MessageSent xizhu");
    story.after(600).tellsAll("no. 201").isRefused(Rejection.TOO_MANY_MESSAGES);
    assertThat(story.history().stream().filter(MessageSent.class::isInstance)).hasSize(200);
  }

  @Test
  void afterTheEndNothingIsSaid() {
    twoComeAndOneIsInLine().isResolved().tellsAll("Thanks").isRefused(Rejection.ALERT_OVER);
  }
}
