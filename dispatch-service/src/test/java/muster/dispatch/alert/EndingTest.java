package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate.Answer;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.Severity;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import org.junit.jupiter.api.Test;

/** How an alert is told more, and how it ends. */
class EndingTest {

  private static final UUID REPORT = new UUID(9, 9);
  private static final AlertDetails NEW_DETAILS =
      new AlertDetails(
          Severity.SEVERE, "Now heading east", "", AlertStory.DETAILS.location(), "East gate");

  @Test
  void whoIsStillEngagedIsStoodDownAndTheEndIsTheLastEvent() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(2, 2, 4, 3))
        .issued()
        .declines("houyao")
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .isOnScene("xizhu")
        .completes("xizhu")
        .after(480)
        .isResolved()
        .happened("TaskStoodDown liyi", "TaskStoodDown dahuangshan", "AlertResolved")
        .expect(
            "#17 RESOLVED | xizhu COMPLETED | liyi STOOD_DOWN 8m | dahuangshan STOOD_DOWN 8m"
                + " | houyao DECLINED");
  }

  @Test
  void afterTheEndWhatIsAskedIsRefusedAndWhatOnlyRepeatsIsNot() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 2, 3, 3))
        .issued()
        .declines("dahuangshan")
        .acknowledge("xizhu", "liyi")
        .completes("xizhu")
        .does(new AddClue(REPORT, "reporter", "seen at the bridge", null))
        .isResolved()
        .isResolved()
        .nothingHappened()
        .issued()
        .nothingHappened()
        .completes("xizhu")
        .nothingHappened()
        .isOnScene("xizhu")
        .nothingHappened()
        .declines("dahuangshan")
        .nothingHappened()
        .does(new AddClue(REPORT, "reporter", "seen at the bridge", null))
        .nothingHappened()
        .does(new AddClue(new UUID(9, 10), "reporter", "too late", null))
        .isRefused(Rejection.ALERT_OVER)
        .acknowledges("liyi")
        .isRefused(Rejection.ALERT_OVER)
        .acknowledges("dahuangshan")
        .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate dahuangshan COMES")
        .declines("liyi")
        .isRefused(Rejection.ALERT_OVER)
        .withdraws("liyi")
        .isRefused(Rejection.ALERT_OVER)
        .isCancelled()
        .isRefused(Rejection.ALERT_OVER)
        .opensAWaveByHand()
        .isRefused(Rejection.ALERT_OVER)
        .does(new UpdateDetails("officer", NEW_DETAILS))
        .isRefused(Rejection.ALERT_OVER)
        .does(new AlertCommand.Resolve("officer", Outcome.NOT_FOUND, null))
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void whoIsOnSceneAtTheEndIsReleasedAndNotStoodDown() {
    AlertStory.needing(3, "xizhu", "liyi", "dahuangshan")
        .issued()
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .isOnScene("liyi")
        .isEnRoute("dahuangshan")
        .after(60)
        .isResolved()
        .happened(
            "TaskReleased liyi",
            "TaskStoodDown xizhu",
            "TaskStoodDown dahuangshan",
            "AlertResolved")
        .expect("#17 RESOLVED | xizhu STOOD_DOWN 1m | liyi RELEASED 1m | dahuangshan STOOD_DOWN 1m")
        .isOnScene("liyi")
        .nothingHappened()
        .completes("liyi")
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void anAnswerAfterTheEndIsRefusedAndKept() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .issued()
            .acknowledges("xizhu")
            .isResolved()
            .acknowledges("liyi")
            .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate liyi COMES")
            .acknowledges("liyi")
            .isRefused(Rejection.ALERT_OVER)
            .declines("liyi")
            .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate liyi CANNOT")
            .declines("liyi")
            .isRefused(Rejection.ALERT_OVER)
            .declines("dahuangshan")
            .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate dahuangshan CANNOT")
            .expect("#17 RESOLVED | xizhu STOOD_DOWN | liyi STOOD_DOWN | dahuangshan STOOD_DOWN");
    assertThat(story.task("liyi").lateAnswer()).isEqualTo(Answer.CANNOT);
    assertThat(story.history().getLast())
        .isEqualTo(
            new TaskAnsweredLate(
                AlertStory.ALERT,
                AlertStory.START,
                story.taskId("dahuangshan"),
                "dahuangshan",
                "dahuangshan",
                Answer.CANNOT,
                null,
                "at work",
                "dahuangshan",
                Said.APP,
                null));
  }

  @Test
  void aTeamThatWasNotReachedAnswersLateToo() {
    AlertStory.needing(1, "xizhu")
        .under(AlertStory.terms(1, 0, 1, 1))
        .issued()
        .fastForward(5)
        .isCancelled()
        .acknowledges("xizhu")
        .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate xizhu COMES")
        .expect("#17 CANCELLED | xizhu UNREACHED 5s");
  }

  @Test
  void whoseYesWasTakenSaysNothingNewAfterTheEnd() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 1, 2, 1))
        .issued()
        .acknowledge("xizhu", "liyi")
        .isOnScene("xizhu")
        .isResolved()
        .acknowledges("xizhu")
        .isRefused(Rejection.ALERT_OVER)
        .acknowledges("liyi")
        .isRefused(Rejection.ALERT_OVER)
        .declines("liyi")
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void timersAndReceiptsThatComeAfterTheEndAreLetPass() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .isCancelled()
        .happened("TaskStoodDown xizhu", "AlertCancelled")
        .expect("#17 CANCELLED | xizhu STOOD_DOWN")
        .does(new AlertCommand.WaveDeadlinePassed(1))
        .nothingHappened()
        .does(
            new AlertCommand.ReachDeadlinePassed(
                AlertStory.START.plusSeconds(5), Deliveries.UNKNOWN))
        .nothingHappened()
        .does(new AlertCommand.Expire())
        .nothingHappened()
        .confirms("xizhu")
        .nothingHappened()
        .isCancelled()
        .nothingHappened();
  }

  @Test
  void anAlertThatNobodyEndsExpires() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 1, 2, 1))
        .issued()
        .acknowledge("xizhu", "liyi")
        .fastForward(7_200)
        .happened("TaskStoodDown xizhu", "TaskStoodDown liyi", "AlertExpired")
        .expect("#17 EXPIRED | xizhu STOOD_DOWN 120m | liyi STOOD_DOWN 120m");
  }

  @Test
  void changedDetailsAreToldOnceAndTheNextWaveSearchesAroundThem() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .does(new UpdateDetails("officer", NEW_DETAILS))
            .happened("AlertUpdated")
            .does(new UpdateDetails("officer", NEW_DETAILS))
            .nothingHappened();
    assertThat(story.issuedState().details()).isEqualTo(NEW_DETAILS);
  }

  @Test
  void aChangeOfAnOlderVersionIsRefusedUnlessItChangesNothing() {
    AlertStory story = AlertStory.needing(1, "xizhu").issued();
    assertThat(story.issuedState().detailsVersion()).isEqualTo(1);
    story
        .does(new UpdateDetails("officer", NEW_DETAILS, null, Set.of(2)))
        .isRefused(Rejection.DETAILS_CHANGED)
        .does(new UpdateDetails("officer", NEW_DETAILS, null, Set.of()))
        .isRefused(Rejection.DETAILS_CHANGED)
        .does(new UpdateDetails("officer", NEW_DETAILS, null, Set.of(1, 7)))
        .happened("AlertUpdated")
        .does(new UpdateDetails("officer", NEW_DETAILS, null, Set.of(1)))
        .nothingHappened()
        .does(new UpdateDetails("officer", AlertStory.DETAILS, null, Set.of(1)))
        .isRefused(Rejection.DETAILS_CHANGED)
        .needs(2)
        .does(new UpdateDetails("officer", AlertStory.DETAILS, null, Set.of(2)))
        .isRefused(Rejection.DETAILS_CHANGED)
        .does(new UpdateDetails("officer", AlertStory.DETAILS, null, Set.of(3)))
        .happened("AlertUpdated");
    assertThat(story.issuedState().detailsVersion()).isEqualTo(4);
    assertThat(story.isResolved().issuedState().detailsVersion()).isEqualTo(4);
  }

  @Test
  void aClueIsTakenOnce() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .does(new AddClue(REPORT, "reporter", "seen at the bridge", null))
        .happened("ClueReceived")
        .does(new AddClue(REPORT, "reporter", "seen at the bridge", null))
        .nothingHappened();
  }

  @Test
  void howItEndedStaysKnown() {
    AlertState ended = AlertStory.needing(1).issued().isResolved().state();
    assertThat(ended)
        .isInstanceOfSatisfying(
            AlertState.Ended.class,
            alert ->
                assertThat(alert.ending())
                    .isEqualTo(
                        new Ending.Resolved(
                            AlertStory.START, "officer", Outcome.FOUND, "bike found")));
  }
}
