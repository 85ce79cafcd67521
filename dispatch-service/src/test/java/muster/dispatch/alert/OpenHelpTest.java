package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import org.junit.jupiter.api.Test;

/** What teams ask help for is open until somebody has it in hand. */
class OpenHelpTest {

  private static AlertStory twoCome() {
    return AlertStory.needing(2, "xizhu", "liyi").issued().acknowledge("xizhu", "liyi");
  }

  @Test
  void requestsAreOpenUntilSomebodyHasThemInHand() {
    AlertStory story =
        twoCome()
            .after(5)
            .asksForHelp("liyi", Kind.POLICE, null)
            .after(5)
            .asksForHelp("xizhu", Kind.DANGER, "knife")
            .asksForHelp("xizhu", Kind.AMBULANCE, null);
    assertThat(open(story))
        .containsExactly("xizhu DANGER knife 10", "xizhu AMBULANCE null 10", "liyi POLICE null 5");
    story.helpIsInHand("xizhu", null).happened("TaskHelpAcknowledged xizhu");
    assertThat(open(story)).containsExactly("liyi POLICE null 5");
    assertThat(story.task("xizhu").help()).as("what it asked for last").isNotNull();
    story
        .helpIsInHand("xizhu", null)
        .nothingHappened()
        .asksForHelp("xizhu", Kind.FIRE, null)
        .happened("TaskHelpAsked xizhu");
    assertThat(open(story)).containsExactly("xizhu FIRE null 10", "liyi POLICE null 5");
  }

  @Test
  void whatWasAskedAfterTheCallerLookedStaysOpen() {
    AlertStory story = twoCome().asksForHelp("xizhu", Kind.MORE_PEOPLE, null);
    Instant seen = story.now();
    story.after(1).asksForHelp("xizhu", Kind.DANGER, null).helpIsInHand("xizhu", seen);
    assertThat(open(story)).containsExactly("xizhu DANGER null 1");
    story.helpIsInHand("xizhu", seen).nothingHappened();
    // A clock that is ahead knows no more than now.
    story.helpIsInHand("xizhu", story.now().plusSeconds(3_600));
    assertThat(open(story)).isEmpty();
    story.after(1).asksForHelp("xizhu", Kind.FIRE, null);
    assertThat(open(story)).containsExactly("xizhu FIRE null 2");
  }

  @Test
  void theSameAskedAgainIsOneRequestAndTwentyAreKept() {
    AlertStory story =
        twoCome()
            .asksForHelp("xizhu", Kind.POLICE, "at the gate")
            .after(30)
            .asksForHelp("xizhu", Kind.POLICE, "at the gate");
    assertThat(open(story)).containsExactly("xizhu POLICE at the gate 30");
    for (int i = 1; i <= 20; i++) {
      story.asksForHelp("xizhu", Kind.POLICE, "gate " + i);
    }
    assertThat(open(story))
        .hasSize(20)
        .startsWith("xizhu POLICE gate 1 30")
        .endsWith("xizhu POLICE gate 20 30");
  }

  @Test
  void aTeamThatIsOutOfItMayStillNeedHelp() {
    AlertStory story = twoCome().asksForHelp("xizhu", Kind.DANGER, null).withdraws("xizhu");
    assertThat(open(story)).containsExactly("xizhu DANGER null 0");
    story.callsAgain("xizhu").happened("TaskOffered xizhu");
    assertThat(open(story)).containsExactly("xizhu DANGER null 0");
    story.helpIsInHand("xizhu", null).happened("TaskHelpAcknowledged xizhu");
    assertThat(open(story)).isEmpty();
  }

  @Test
  void withTheAlertsEndNothingIsOpen() {
    AlertStory story =
        twoCome()
            .asksForHelp("xizhu", Kind.DANGER, null)
            .asksForHelp("liyi", Kind.FIRE, null)
            .helpIsInHand("liyi", null)
            .isResolved();
    assertThat(open(story)).isEmpty();
    story
        .helpIsInHand("xizhu", null)
        .isRefused(Rejection.ALERT_OVER)
        .helpIsInHand("liyi", null)
        .nothingHappened()
        .reopened();
    assertThat(open(story)).isEmpty();
  }

  /** {@code "xizhu DANGER knife 10"}, in seconds since the issue. */
  private static List<String> open(AlertStory story) {
    return AlertView.of(story.issuedState()).openHelp().stream()
        .map(
            help ->
                "%s %s %s %d"
                    .formatted(
                        help.teamId(),
                        help.kind(),
                        help.text(),
                        help.at().getEpochSecond() - AlertStory.START.getEpochSecond()))
        .toList();
  }
}
