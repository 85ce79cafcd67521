package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDownV2;
import org.junit.jupiter.api.Test;

/** What a dispatcher does to one team. */
class ByHandTest {

  @Test
  void aTeamIsAssignedWhereverItIsAndKeptBeyondTheNeed() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 1, 2, 3))
            .issued()
            .acknowledge("xizhu")
            .after(10)
            .assigns("houyao")
            .happened("TaskOffered houyao")
            .expect("#17 COVERED | xizhu ACK | liyi OFFERED | houyao OFFERED 10s");
    assertThat(story.task("houyao").assignedBy()).isEqualTo("dispatcher");
    story
        .acknowledges("houyao")
        .happened("TaskAcknowledged houyao")
        .acknowledges("liyi")
        .happened("TaskPutOnStandby liyi 1")
        .expect("#17 COVERED | xizhu ACK | liyi STANDBY 1 10s | houyao ACK 10s")
        // One beyond the need leaves no gap.
        .withdraws("houyao")
        .happened("TaskWithdrawn houyao")
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu", "TaskPromoted liyi");
  }

  @Test
  void whoIsAssignedByHandIsNotStoodDownBecauseOthersCome() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 2, 1))
        .issued()
        .assigns("houyao")
        .acknowledges("xizhu")
        .happened("TaskAcknowledged xizhu", "AlertCovered", "TaskStoodDown liyi")
        .fastForward(120)
        .expect("#17 COVERED | xizhu ACK | liyi STOOD_DOWN | houyao UNREACHED 5s");
  }

  @Test
  void whenTheAssignedTeamIsTheOneThatWasMissingTheAlertIsCovered() {
    AlertStory.needing(2, "xizhu", "liyi")
        .under(AlertStory.terms(2, 0, 2, 1))
        .issued()
        .declines("liyi")
        .acknowledges("xizhu")
        .happened("TaskAcknowledged xizhu", "AlertEscalated 320371003209 320371003")
        .assigns("houyao")
        .happened("TaskOffered houyao")
        .acknowledges("houyao")
        .happened("TaskAcknowledged houyao", "AlertCovered");
  }

  @Test
  void aTeamThatIsCalledAlreadyIsAssignedAndADoubleClickCallsOnce() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi")
            .issued()
            .after(2)
            .assigns("xizhu")
            .happened("TaskOffered xizhu")
            .assigns("xizhu")
            .nothingHappened()
            .confirms("xizhu")
            .assigns("xizhu")
            .happened("TaskOffered xizhu")
            .acknowledges("xizhu")
            .assigns("xizhu")
            .nothingHappened()
            .isOnScene("xizhu")
            .assigns("xizhu")
            .nothingHappened();
    assertThat(story.tasks()).hasSize(2);
  }

  @Test
  void aTeamWithNobodyOnDutyIsNotAssigned() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .does(new AlertCommand.AssignTeam("dispatcher", "houyao", null, new UUID(8, 8)))
            .isRefused(Rejection.NOBODY_ON_DUTY);
    story
        .does(new AlertCommand.CallAgain(story.taskId("xizhu"), "dispatcher", null))
        .isRefused(Rejection.NOBODY_ON_DUTY);
  }

  @Test
  void whoIsOnStandbyOrHasDoneItsPartIsNotCalledAgain() {
    AlertStory.needing(1, "xizhu", "liyi")
        .issued()
        .acknowledge("xizhu", "liyi")
        .callsAgain("liyi")
        .isRefused(Rejection.ON_STANDBY)
        .callsAgain("xizhu")
        .isRefused(Rejection.ALREADY_ACKNOWLEDGED)
        .completes("xizhu")
        .callsAgain("xizhu")
        .isRefused(Rejection.ALREADY_COMPLETED)
        .standsDown("xizhu")
        .isRefused(Rejection.ALREADY_COMPLETED);
  }

  @Test
  void aTeamInLineThatIsAssignedIsKeptAtOncePastThoseBeforeIt() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
            .under(AlertStory.terms(1, 3, 4, 3))
            .issued()
            .acknowledge("xizhu", "liyi", "dahuangshan", "houyao")
            .after(10)
            .assigns("dahuangshan")
            .happened("TaskPromoted dahuangshan")
            .expect(
                "#17 COVERED | xizhu ACK | liyi STANDBY 1 | dahuangshan ACK 10s | houyao STANDBY 2")
            .assigns("dahuangshan")
            .nothingHappened();
    assertThat(story.task("dahuangshan").assignedBy()).isEqualTo("dispatcher");
    assertThat(story.task("liyi").assignedBy()).isNull();
    story
        // One beyond the need leaves no gap.
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu")
        .withdraws("dahuangshan")
        .happened("TaskWithdrawn dahuangshan", "TaskPromoted liyi")
        .expect(
            "#17 COVERED | xizhu WITHDRAWN 10s | liyi ACK 10s | dahuangshan WITHDRAWN 10s"
                + " | houyao STANDBY 1")
        .assigns("houyao")
        .happened("TaskPromoted houyao");
  }

  @Test
  void aTeamInLineOfWhichNobodyIsThereIsNotKeptByHandEither() {
    AlertStory.needing(1, "xizhu", "liyi")
        .issued()
        .acknowledge("xizhu", "liyi")
        .isStaffed("liyi")
        .assigns("liyi")
        .isRefused(Rejection.NOBODY_ON_DUTY)
        .expect("#17 COVERED | xizhu ACK | liyi STANDBY 1");
  }

  @Test
  void aTeamThatDeclinedOrWasNotReachedIsCalledAgainAndIsWelcome() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(2, 0, 3, 1))
            .issued()
            .declines("xizhu")
            .confirms("dahuangshan")
            .fastForward(5)
            .expect("#17 CALLING | xizhu DECLINED | liyi UNREACHED 5s | dahuangshan OFFERED");
    UUID xizhu = story.taskId("xizhu");
    story
        .callsAgain("xizhu")
        .happened("TaskOffered xizhu")
        .callsAgain("xizhu")
        .nothingHappened()
        .callsAgain("liyi")
        .happened("TaskOffered liyi")
        .acknowledge("xizhu", "liyi")
        .expect("#17 COVERED | xizhu ACK 5s | liyi ACK 5s | dahuangshan STOOD_DOWN 5s");
    assertThat(story.taskId("xizhu")).isEqualTo(xizhu);
  }

  @Test
  void aTeamThatWasReplacedAndIsCalledAgainInVainIsNotReplacedOnceMore() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .fastForward(5)
        .happened("TaskUnreached xizhu", "TaskOffered liyi")
        .callsAgain("xizhu")
        .fastForward(4)
        .declines("liyi")
        .happened("TaskDeclined liyi")
        .fastForward(1)
        // The wave has nobody left who could answer.
        .happened("TaskUnreached xizhu", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan");
  }

  @Test
  void aTeamThatIsStoodDownByHandIsReplacedAndNotCalledBySearchesAgain() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 0, 2, 2))
            .issued()
            .acknowledges("xizhu")
            .isEnRoute("xizhu")
            .after(30)
            .standsDown("xizhu")
            .happened(
                "TaskStoodDownV2 xizhu",
                "AlertUncovered 1",
                "WaveOpened 2 UNCOVERED",
                "TaskOffered liyi")
            .expect("#17 CALLING | xizhu STOOD_DOWN 30s | liyi OFFERED 30s")
            .standsDown("xizhu")
            .nothingHappened()
            .acknowledges("xizhu")
            .isRefused(Rejection.STOOD_DOWN_BY_HAND);
    assertThat(story.history())
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        TaskStoodDownV2.class,
                        stoodDown -> {
                          assertThat(stoodDown.by()).isEqualTo("dispatcher");
                          assertThat(stoodDown.reason()).isEqualTo("too far off");
                          assertThat(stoodDown.cause()).isEqualTo(TaskStoodDownV2.Cause.BY_HAND);
                        }));
    story
        .callsAgain("xizhu")
        .happened("TaskOffered xizhu")
        .acknowledges("xizhu")
        .happened("TaskAcknowledged xizhu", "AlertCovered", "TaskStoodDown liyi");
  }

  @Test
  void aKeptTeamThatIsStoodDownMakesRoomForTheFirstInLine() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .standsDown("liyi")
        .happened("TaskStoodDownV2 liyi")
        .expect("#17 COVERED | xizhu ACK | liyi STOOD_DOWN | dahuangshan STANDBY 1")
        .standsDown("xizhu")
        .happened("TaskStoodDownV2 xizhu", "TaskPromoted dahuangshan");
  }

  @Test
  void whenTheLastOneThatWasWaitedForIsStoodDownTheNextWaveOpens() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .standsDown("xizhu")
        .happened("TaskStoodDownV2 xizhu", "WaveOpened 2 EXHAUSTED", "TaskOffered liyi")
        .declines("liyi")
        .standsDown("liyi")
        .isRefused(Rejection.ALREADY_DECLINED);
  }

  @Test
  void nothingIsDoneToTeamsOfAnAlertThatIsOver() {
    AlertStory story = AlertStory.needing(1, "xizhu").issued().isResolved();
    story
        .assigns("houyao")
        .isRefused(Rejection.ALERT_OVER)
        .callsAgain("xizhu")
        .isRefused(Rejection.ALERT_OVER)
        .standsDown("xizhu")
        .nothingHappened();
  }
}
