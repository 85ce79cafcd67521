package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import org.junit.jupiter.api.Test;

/** What teams can say, and what it does to the call-out. */
class AnswersTest {

  @Test
  void theFirstTeamsToAcknowledgeAreKeptAndTheRestIsStoodDown() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .issued()
        .after(4)
        .acknowledges("liyi")
        .happened("TaskAcknowledged liyi")
        .expect("#17 CALLING | xizhu OFFERED | liyi ACK 4s | dahuangshan OFFERED")
        .after(2)
        .acknowledges("dahuangshan")
        .happened("TaskAcknowledged dahuangshan", "AlertCovered", "TaskStoodDown xizhu")
        .expect("#17 COVERED | xizhu STOOD_DOWN 6s | liyi ACK 4s | dahuangshan ACK 6s");
  }

  @Test
  void anAcknowledgementBeyondTheNeededTeamsGoesOnStandby() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 2, 3, 3))
        .issued()
        .after(240)
        .acknowledge("xizhu", "liyi")
        .expect("#17 COVERED | xizhu ACK 4m | liyi STANDBY 1 4m | dahuangshan STOOD_DOWN 4m");
  }

  @Test
  void theOthersAreStoodDownOnceTheStandbyLineIsLongEnough() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 1, 3, 3))
        .issued()
        .after(4)
        .acknowledges("xizhu")
        .happened("TaskAcknowledged xizhu", "AlertCovered")
        .acknowledges("liyi")
        .happened("TaskPutOnStandby liyi 1", "TaskStoodDown dahuangshan");
  }

  @Test
  void coveredWithoutAStandbyTheOthersAreStoodDownAtTheWavesDeadline() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 1, 2, 3))
        .issued()
        .confirms("liyi")
        .after(4)
        .acknowledges("xizhu")
        .fastForward(56)
        .happened("TaskStoodDown liyi")
        .expect("#17 COVERED | xizhu ACK 4s | liyi STOOD_DOWN 1m");
  }

  @Test
  void aLateAcknowledgementOfAStoodDownTeamGoesOnStandby() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .after(4)
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .expect("#17 COVERED | xizhu ACK 4s | liyi STANDBY 1 4s | dahuangshan STANDBY 2 4s");
  }

  @Test
  void ofTwoHundredAcknowledgementsForThreePlacesThreeAreIn() {
    String[] teams = IntStream.range(0, 200).mapToObj(i -> "t-" + i).toArray(String[]::new);
    AlertStory story =
        AlertStory.needing(3, teams)
            .under(AlertStory.terms(3, 0, 200, 3))
            .issued()
            .acknowledge(teams);
    assertThat(story.tasks().stream().filter(task -> task.state() == TaskState.ACKNOWLEDGED))
        .hasSize(3);
    assertThat(story.tasks().stream().map(Task::rank).filter(rank -> rank != null))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 197).boxed().toList());
  }

  @Test
  void whenAKeptTeamWithdrawsTheFirstStandbyMovesUpAndTheOthersMoveForward() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .after(4)
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .isEnRoute("xizhu")
        .after(6)
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu WITHDRAWN 10s | liyi ACK 10s | dahuangshan STANDBY 1 4s");
  }

  @Test
  void whenAStandbyWithdrawsThoseBehindItMoveForward() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .after(4)
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .after(6)
        .withdraws("liyi")
        .happened("TaskWithdrawn liyi")
        .expect("#17 COVERED | xizhu ACK 4s | liyi WITHDRAWN 10s | dahuangshan STANDBY 1 4s");
  }

  @Test
  void whenAKeptTeamWithdrawsWithNobodyInLineTheNextWaveOpensAndCallsStoodDownTeamsAgain() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao").issued().after(4);
    UUID liyi = story.taskId("liyi");
    story
        .acknowledges("xizhu")
        .after(6)
        .withdraws("xizhu")
        .happened(
            "TaskWithdrawn xizhu",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "TaskOffered liyi",
            "TaskOffered dahuangshan",
            "TaskOffered houyao")
        .expect(
            "#17 CALLING | xizhu WITHDRAWN 10s | liyi OFFERED 10s | dahuangshan OFFERED 10s"
                + " | houyao OFFERED 10s");
    assertThat(story.taskId("liyi")).isEqualTo(liyi);
    assertThat(story.task("liyi").wave()).isEqualTo(2);
  }

  @Test
  void aTeamThatLeavesTheLastWaveUncoveredIsReplacedByThoseStoodDownAMomentAgo() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 2, 1))
        .issued()
        .acknowledges("xizhu")
        .after(6)
        .withdraws("xizhu")
        .expect("#17 CALLING | xizhu WITHDRAWN 6s | liyi OFFERED 6s")
        .declines("liyi")
        .happened("TaskDeclined liyi", "AlertEscalated 320371003209 320371003");
  }

  @Test
  void theWayToTheSceneGoesForwardAndMaySkipAStage() {
    AlertStory.needing(2, "xizhu", "liyi")
        .issued()
        .acknowledge("xizhu", "liyi")
        .isOnScene("xizhu")
        .happened("TaskOnScene xizhu")
        .isEnRoute("xizhu")
        .nothingHappened()
        .isEnRoute("liyi")
        .happened("TaskEnRoute liyi")
        .isOnScene("liyi")
        .happened("TaskOnScene liyi")
        .completes("liyi")
        .happened("TaskCompleted liyi")
        .isOnScene("liyi")
        .nothingHappened()
        .completes("xizhu")
        .expect("#17 COVERED | xizhu COMPLETED | liyi COMPLETED");
  }

  @Test
  void aTeamThatHasCompletedStillCovers() {
    AlertStory.needing(1, "xizhu", "liyi")
        .issued()
        .acknowledges("xizhu")
        .completes("xizhu")
        .acknowledges("liyi")
        .expect("#17 COVERED | xizhu COMPLETED | liyi STANDBY 1");
  }

  @Test
  void aTeamMayLeaveTheSceneToo() {
    AlertStory.needing(1, "xizhu", "liyi")
        .issued()
        .acknowledges("xizhu")
        .isOnScene("xizhu")
        .withdraws("xizhu")
        .expect("#17 CALLING | xizhu WITHDRAWN | liyi OFFERED");
  }

  @Test
  void whatIsSaidTwiceHappensOnce() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(1, 2, 4, 3))
        .issued()
        .issued()
        .nothingHappened()
        .confirms("xizhu")
        .happened("TaskReached xizhu")
        .confirms("xizhu")
        .nothingHappened()
        .acknowledges("xizhu")
        .acknowledges("xizhu")
        .nothingHappened()
        .acknowledges("liyi")
        .acknowledges("liyi")
        .nothingHappened()
        .declines("dahuangshan")
        .declines("dahuangshan")
        .nothingHappened()
        .isEnRoute("xizhu")
        .isEnRoute("xizhu")
        .nothingHappened()
        .withdraws("xizhu")
        .withdraws("xizhu")
        .nothingHappened()
        .completes("liyi")
        .completes("liyi")
        .nothingHappened();
  }

  @Test
  void whatCannotBeSaidIsRefusedWithItsReason() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(1, 2, 4, 3))
        .issued()
        .withdraws("xizhu")
        .isRefused(Rejection.NOT_ACKNOWLEDGED)
        .isEnRoute("xizhu")
        .isRefused(Rejection.NOT_ACKNOWLEDGED)
        .completes("xizhu")
        .isRefused(Rejection.NOT_ACKNOWLEDGED)
        .declines("xizhu")
        .withdraws("xizhu")
        .isRefused(Rejection.ALREADY_DECLINED)
        .isOnScene("xizhu")
        .isRefused(Rejection.ALREADY_DECLINED)
        .acknowledge("liyi", "dahuangshan")
        .isEnRoute("dahuangshan")
        .isRefused(Rejection.ON_STANDBY)
        .completes("dahuangshan")
        .isRefused(Rejection.ON_STANDBY)
        .withdraws("dahuangshan")
        .isEnRoute("dahuangshan")
        .isRefused(Rejection.ALREADY_WITHDRAWN)
        .completes("liyi")
        .withdraws("liyi")
        .isRefused(Rejection.ALREADY_COMPLETED)
        .declines("liyi")
        .isRefused(Rejection.ALREADY_COMPLETED)
        .does(
            new AlertCommand.Acknowledge(
                new UUID(1, 1), Respondent.inApp("somebody", "somebody"), null))
        .isRefused(Rejection.UNKNOWN_TASK);
  }

  @Test
  void nothingCanBeAskedOfAnAlertThatWasNeverIssued() {
    AlertStory.needing(1, "xizhu").isResolved().isRefused(Rejection.NO_SUCH_ALERT);
  }

  @Test
  void aTeamOnItsWayAsksForHelpAndSaysItOnceMore() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 1, 2, 1))
            .issued()
            .asksForHelp("xizhu", Kind.POLICE, null)
            .isRefused(Rejection.NOT_ACKNOWLEDGED)
            .acknowledge("xizhu", "liyi")
            .asksForHelp("liyi", Kind.POLICE, null)
            .isRefused(Rejection.ON_STANDBY)
            .asksForHelp("xizhu", Kind.MORE_PEOPLE, "three of them")
            .happened("TaskHelpAsked xizhu")
            .after(9)
            .asksForHelp("xizhu", Kind.MORE_PEOPLE, "three of them")
            .nothingHappened()
            .asksForHelp("xizhu", Kind.DANGER, "three of them")
            .happened("TaskHelpAsked xizhu")
            .after(10)
            .asksForHelp("xizhu", Kind.DANGER, "three of them")
            .happened("TaskHelpAsked xizhu")
            .expect("#17 COVERED | xizhu ACK | liyi STANDBY 1");
    assertThat(story.task("xizhu").help())
        .isEqualTo(new Help(Kind.DANGER, "three of them", AlertStory.START.plusSeconds(19)));
    story
        .withdraws("xizhu")
        .asksForHelp("xizhu", Kind.AMBULANCE, null)
        .isRefused(Rejection.ALREADY_WITHDRAWN)
        .isOnScene("liyi")
        .completes("liyi")
        .asksForHelp("liyi", Kind.FIRE, null)
        .happened("TaskHelpAsked liyi")
        .isResolved()
        .asksForHelp("liyi", Kind.FIRE, null)
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void aTeamsOwnEstimateIsKept() {
    AlertStory story = AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu");
    assertThat(story.task("xizhu").etaSeconds()).isEqualTo(240);
  }
}
