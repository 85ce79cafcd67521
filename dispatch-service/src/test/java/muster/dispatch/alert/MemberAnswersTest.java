package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import org.junit.jupiter.api.Test;

/** What members say each for themselves, and what it makes of their team. */
class MemberAnswersTest {
  private static final String UP = "AlertEscalated 320371003209 320371003";

  private static AlertStory story(int needed, String... teams) {
    return AlertStory.needing(needed, teams)
        .under(AlertStory.terms(needed, 2, teams.length, 3))
        .membersOnDuty("xizhu", "m1", "m2", "m3")
        .issued();
  }

  @Test
  void aTeamComesWithItsFirstMemberAndTheOthersOnlyJoin() {
    story(2, "xizhu", "liyi")
        .after(4)
        .comes("xizhu", "m1", 600)
        .said("m1 COMES 600")
        .happened("TaskAcknowledged xizhu")
        .after(2)
        .comes("xizhu", "m2", null)
        .said("m2 COMES")
        .happened()
        .expect("#17 CALLING | xizhu ACK 4s | liyi OFFERED")
        .peopleComing("m1", "m2")
        .acknowledges("liyi")
        .happened("TaskAcknowledged liyi", "AlertCovered")
        .peopleComing("m1", "m2", "liyi");
  }

  @Test
  void aCorrectedEstimateIsKept() {
    story(1, "xizhu", "liyi")
        .comes("xizhu", "m1", 240)
        .comes("liyi", "liyi", 100)
        .after(60)
        .comes("xizhu", "m1", 900)
        .said("m1 COMES 900")
        .happened()
        .eta("xizhu", 900)
        .answers("xizhu", "m1 COMES 900")
        .comes("liyi", "liyi", 30)
        .said("liyi COMES 30")
        .eta("liyi", 30)
        .expect("#17 COVERED | xizhu ACK | liyi STANDBY 1");
  }

  @Test
  void theTeamsEstimateIsThatOfWhoIsThereFirst() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 600)
        .eta("xizhu", 600)
        .after(300)
        .comes("xizhu", "m2", 400)
        .eta("xizhu", 600) // There at 600 s, the other at 700 s.
        .comes("xizhu", "m3", 200)
        .eta("xizhu", 200)
        .leaves("xizhu", "m3")
        .eta("xizhu", 600)
        .leaves("xizhu", "m1")
        .eta("xizhu", 400);
  }

  @Test
  void whoComesWithoutAnEstimateLeavesTheTeamWithoutOneOnceTheOthersAreGone() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 600)
        .comes("xizhu", "m2", null)
        .leaves("xizhu", "m1")
        .eta("xizhu", null)
        .expect("#17 COVERED | xizhu ACK");
  }

  @Test
  void oneMemberWhoCannotLeavesTheTeamToTheOthers() {
    story(1, "xizhu", "liyi")
        .after(4)
        .cannot("xizhu", "m1")
        .said("m1 CANNOT")
        .happened()
        .expect("#17 CALLING | xizhu OFFERED | liyi OFFERED")
        .comes("xizhu", "m2", 60)
        .happened("TaskAcknowledged xizhu", "AlertCovered")
        .answers("xizhu", "m1 CANNOT, m2 COMES 60");
  }

  @Test
  void aTeamDeclinesWithTheLastOfThoseOnDuty() {
    story(1, "xizhu", "liyi")
        .after(4)
        .cannot("xizhu", "m1")
        .cannot("xizhu", "m2")
        .happened()
        .cannot("xizhu", "m3")
        .said("m3 CANNOT")
        .happened("TaskDeclined xizhu")
        .expect("#17 CALLING | xizhu DECLINED 4s | liyi OFFERED");
  }

  @Test
  void whoIsNotOnDutyDoesNotDeclineForThoseWhoAre() {
    story(1, "xizhu")
        .cannot("xizhu", "at-home")
        .happened()
        .expect("#17 CALLING | xizhu OFFERED")
        .membersOnDuty("xizhu")
        .cannot("xizhu", "m1")
        .happened("TaskDeclined xizhu", "WaveOpened 2 EXHAUSTED", "WaveOpened 3 EXHAUSTED", UP);
  }

  @Test
  void theCaptainDeclinesForAll() {
    story(1, "xizhu", "liyi")
        .after(4)
        .answersForAll("xizhu", "m1")
        .said("m1 CANNOT")
        .happened("TaskDeclined xizhu")
        .answersForAll("xizhu", "m1")
        .nothingHappened();
  }

  @Test
  void whoComesAndSaysThatHeCannotWithdraws() {
    story(1, "xizhu", "liyi")
        .comes("xizhu", "m2", 60)
        .comes("xizhu", "m3", 60)
        .comes("liyi", "liyi", 90)
        .cannot("xizhu", "m1")
        .said("m1 CANNOT")
        .happened()
        .cannot("xizhu", "m2")
        .said("m2 WITHDRAWS")
        .happened()
        .peopleComing("m3")
        .cannot("xizhu", "m2")
        .nothingHappened()
        .after(4)
        .cannot("xizhu", "m3")
        .said("m3 WITHDRAWS")
        .happened("TaskWithdrawn xizhu", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu WITHDRAWN 4s | liyi ACK 4s")
        .cannot("xizhu", "m3")
        .nothingHappened()
        .isResolved()
        .cannot("xizhu", "m3")
        .nothingHappened();
  }

  @Test
  void whoComesAloneAndSaysThatHeCannotLeavesTheOthersToBeAsked() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 60)
        .cannot("xizhu", "m1")
        .said("m1 WITHDRAWS")
        .happened(
            "TaskWithdrawn xizhu",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "TaskOffered xizhu")
        .cannot("xizhu", "m1")
        .nothingHappened();
  }

  @Test
  void theCaptainTakesBackATeamThatComesForAllWhoDo() {
    story(1, "xizhu", "liyi")
        .comes("xizhu", "m2", 60)
        .comes("xizhu", "m3", 60)
        .comes("liyi", "liyi", 90)
        .isEnRoute("xizhu")
        .after(4)
        .answersForAll("xizhu", "m1")
        .said("m1 CANNOT", "m2 WITHDRAWS", "m3 WITHDRAWS")
        .happened("TaskWithdrawn xizhu", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu WITHDRAWN 4s | liyi ACK 4s")
        .answers("xizhu", "m1 CANNOT, m2 WITHDRAWS, m3 WITHDRAWS")
        .peopleComing("liyi")
        .answersForAll("xizhu", "m1")
        .nothingHappened()
        // A change of mind is taken while the alert runs.
        .comes("xizhu", "m2", 60)
        .happened("TaskPutOnStandby xizhu 1")
        .answersForAll("xizhu", "m1")
        .said("m2 WITHDRAWS")
        .happened("TaskWithdrawn xizhu");
  }

  @Test
  void aTeamThatItsCaptainHasTakenBackIsNotAskedAgain() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 60)
        .comes("xizhu", "m2", 60)
        .after(4)
        .answersForAll("xizhu", "m1")
        .said("m1 WITHDRAWS", "m2 WITHDRAWS")
        .happened(
            "TaskWithdrawn xizhu",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "WaveOpened 3 EXHAUSTED",
            UP)
        .expect("#17 ESCALATED | xizhu WITHDRAWN 4s");
  }

  /** Each time, others are stood down and rung up again. */
  @Test
  void whoHasLeftThreeTimesIsTakenByTheCommandCenterAlone() {
    AlertStory story = story(1, "xizhu");
    for (int wave = 2; wave <= 4; wave++) {
      story
          .comes("xizhu", "m1", 60)
          .happened("TaskAcknowledged xizhu", "AlertCovered")
          .leaves("xizhu", "m1")
          .happened(
              "TaskWithdrawn xizhu",
              "AlertUncovered 1",
              "WaveOpened " + wave + " UNCOVERED",
              "TaskOffered xizhu");
    }
    story
        .comes("xizhu", "m1", 60)
        .isRefused(Rejection.WITHDRAWN_TOO_OFTEN)
        .comes("xizhu", "m2", 90)
        .happened("TaskAcknowledged xizhu", "AlertCovered")
        .comes("xizhu", "m1", 60)
        .isRefused(Rejection.WITHDRAWN_TOO_OFTEN)
        .does(
            new AlertCommand.Acknowledge(
                story.taskId("xizhu"), new Respondent("m1", "dispatcher", Said.PHONE), 60))
        .said("m1 COMES 60")
        .comes("xizhu", "m1", 120)
        .said("m1 COMES 120")
        .leaves("xizhu", "m1")
        .said("m1 WITHDRAWS")
        .comes("xizhu", "m1", 60)
        .isRefused(Rejection.WITHDRAWN_TOO_OFTEN)
        .isResolved()
        .reopened()
        .comes("xizhu", "m1", 60)
        .said("m1 COMES 60");
  }

  @Test
  void whateverTeamHeLeavesItCountsUntilTheTeamIsCalledByHand() {
    AlertStory story = story(1, "xizhu", "liyi").membersOnDuty("liyi", "m1", "m4");
    for (String team : List.of("xizhu", "liyi", "xizhu")) {
      story.comes(team, "m1", 60).said("m1 COMES 60").leaves(team, "m1").said("m1 WITHDRAWS");
    }
    story
        .comes("liyi", "m1", 60)
        .isRefused(Rejection.WITHDRAWN_TOO_OFTEN)
        .callsAgain("liyi")
        .happened("TaskOffered liyi")
        .comes("liyi", "m1", 60)
        .happened("TaskAcknowledged liyi", "AlertCovered");
  }

  @Test
  void whoCouldNotAndComesAfterAllIsKeptWhileThereIsRoom() {
    story(2, "xizhu", "liyi")
        .answersForAll("xizhu", "m1")
        .after(4)
        .comes("xizhu", "m2", 60)
        .happened("TaskAcknowledged xizhu")
        .cannot("liyi", "liyi")
        .after(2)
        .comes("liyi", "liyi", 60)
        .happened("TaskAcknowledged liyi", "AlertCovered")
        .answers("liyi", "liyi COMES 60")
        .expect("#17 COVERED | xizhu ACK 4s | liyi ACK 6s");
  }

  @Test
  void whoCouldNotAndComesAfterAllGoesOnStandbyWhenEnoughCome() {
    story(1, "xizhu", "liyi", "houyao")
        .cannot("liyi", "liyi")
        .comes("xizhu", "m1", 60)
        .after(4)
        .comes("liyi", "liyi", 60)
        .happened("TaskPutOnStandby liyi 1")
        .leaves("liyi", "liyi")
        .happened("TaskWithdrawn liyi")
        .comes("liyi", "liyi", 90)
        .happened("TaskPutOnStandby liyi 1")
        .expect("#17 COVERED | xizhu ACK | liyi STANDBY 1 4s | houyao OFFERED");
  }

  @Test
  void whoComesAfterAllIsTakenByAnEscalatedAlertToo() {
    AlertStory.needing(1, "xizhu")
        .under(AlertStory.terms(1, 0, 1, 1))
        .issued()
        .declines("xizhu")
        .happened("TaskDeclined xizhu", UP)
        .after(60)
        .acknowledges("xizhu")
        .happened("TaskAcknowledged xizhu", "AlertCovered")
        .expect("#17 COVERED | xizhu ACK 1m");
  }

  @Test
  void whenTheOnlyOneWhoCameLeavesTheOthersAreAsked() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 60)
        .after(4)
        .leaves("xizhu", "m1")
        .said("m1 WITHDRAWS")
        .happened(
            "TaskWithdrawn xizhu",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "TaskOffered xizhu")
        .expect("#17 CALLING | xizhu OFFERED 4s")
        .answers("xizhu", "m1 WITHDRAWS")
        .comes("xizhu", "m2", 90)
        .happened("TaskAcknowledged xizhu", "AlertCovered")
        .leaves("xizhu", "m2")
        .happened(
            "TaskWithdrawn xizhu",
            "AlertUncovered 1",
            "WaveOpened 3 UNCOVERED",
            "TaskOffered xizhu")
        .cannot("xizhu", "m3")
        .happened("TaskDeclined xizhu", UP);
  }

  @Test
  void whoLeavesAfterTheOthersHaveSaidNoTakesTheTeamAlong() {
    story(1, "xizhu", "liyi")
        .cannot("xizhu", "m2")
        .cannot("xizhu", "m3")
        .comes("xizhu", "m1", 60)
        .after(4)
        .leaves("xizhu", "m1")
        .happened("TaskWithdrawn xizhu", "AlertUncovered 1", "WaveOpened 2 UNCOVERED")
        .expect("#17 CALLING | xizhu WITHDRAWN 4s | liyi OFFERED");
    assertThat(story(1, "xizhu").comes("xizhu", "m1", 60).task("xizhu").callable()).isFalse();
  }

  @Test
  void oneOfThreeWhoLeavesEndsNothingAndTheLastTakesTheTeamAlong() {
    story(1, "xizhu", "liyi")
        .comes("xizhu", "m1", 60)
        .comes("xizhu", "m2", 60)
        .comes("xizhu", "m3", 60)
        .comes("liyi", "liyi", 90)
        .isOnScene("xizhu")
        .leaves("xizhu", "m2")
        .said("m2 WITHDRAWS")
        .happened()
        .peopleComing("m1", "m3")
        .leaves("xizhu", "m1")
        .expect("#17 COVERED | xizhu ON_SCENE | liyi STANDBY 1")
        .after(4)
        .leaves("xizhu", "m3")
        .said("m3 WITHDRAWS")
        .happened("TaskWithdrawn xizhu", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu WITHDRAWN 4s | liyi ACK 4s")
        .peopleComing("liyi");
  }

  @Test
  void onlyWhoComesCanLeave() {
    story(1, "xizhu")
        .comes("xizhu", "m1", 60)
        .leaves("xizhu", "m2")
        .isRefused(Rejection.NOT_ACKNOWLEDGED)
        .cannot("xizhu", "m2")
        .leaves("xizhu", "m2")
        .isRefused(Rejection.NOT_ACKNOWLEDGED);
  }

  @Test
  void whatAMemberSaysTwiceIsSaidOnce() {
    story(1, "xizhu", "liyi")
        .cannot("xizhu", "m1")
        .cannot("xizhu", "m1")
        .nothingHappened()
        .comes("xizhu", "m2", 60)
        .comes("xizhu", "m2", 60)
        .nothingHappened()
        .comes("xizhu", "m2", null) // Leaves the estimate that was given.
        .nothingHappened()
        .comes("xizhu", "m3", null)
        .comes("xizhu", "m3", null)
        .nothingHappened()
        .cannot("xizhu", "m1")
        .nothingHappened()
        .leaves("xizhu", "m3")
        .leaves("xizhu", "m3")
        .nothingHappened()
        .cannot("xizhu", "m3")
        .nothingHappened()
        .completes("xizhu")
        .comes("xizhu", "m3", 60)
        .nothingHappened();
  }

  @Test
  void nobodyComesWithTwoTeams() {
    story(2, "xizhu", "liyi", "houyao")
        .membersOnDuty("liyi", "m1")
        .comes("xizhu", "m1", 60)
        .comes("liyi", "m1", 60)
        .isRefused(Rejection.PERSON_ON_OTHER_TASK)
        .completes("xizhu")
        .comes("liyi", "m1", 60)
        .isRefused(Rejection.PERSON_ON_OTHER_TASK)
        .expect("#17 CALLING | xizhu COMPLETED | liyi OFFERED | houyao OFFERED");
  }

  @Test
  void whoHasLeftOneTeamMayComeWithTheOther() {
    story(2, "xizhu", "liyi")
        .comes("xizhu", "m1", 60)
        .comes("xizhu", "m2", 60)
        .leaves("xizhu", "m1")
        .comes("liyi", "m1", 60)
        .happened("TaskAcknowledged liyi", "AlertCovered");
  }

  @Test
  void aSearchKnowsWhoIsWaitedForAndWhoHasAnswered() {
    AlertStory story =
        story(3, "xizhu", "liyi", "houyao")
            .comes("xizhu", "m1", 60)
            .cannot("xizhu", "m2")
            .declines("liyi")
            .opensAWaveByHand();
    assertThat(story.lastCallOut().search().waiting()).containsExactly("houyao");
    assertThat(story.lastCallOut().search().unavailable())
        .containsExactlyInAnyOrder("m1", "m2", "liyi");
  }

  @Test
  void anAnswerReachesTheTeamToo() {
    story(1, "xizhu", "liyi")
        .cannot("xizhu", "m1")
        .fastForward(5)
        .happened("TaskUnreached liyi")
        .confirms("xizhu")
        .nothingHappened();
  }

  @Test
  void calledAgainThoseWhoCannotNeedNotSayItAgainAndTheOthersAreAsked() {
    AlertStory story =
        AlertStory.needing(1, "liyi", "xizhu")
            .membersOnDuty("xizhu", "m1", "m2")
            .issued()
            .cannot("xizhu", "m1")
            .acknowledges("liyi")
            .expect("#17 COVERED | liyi ACK | xizhu STOOD_DOWN")
            .withdraws("liyi")
            .expect("#17 CALLING | liyi WITHDRAWN | xizhu OFFERED")
            .answers("xizhu", "m1 CANNOT");
    story.cannot("xizhu", "m2");
    assertThat(story.task("xizhu").state()).isEqualTo(TaskState.DECLINED);
  }

  @Test
  void afterTheEndARepetitionOfAMembersAnswerIsNoRefusal() {
    story(1, "xizhu", "liyi")
        .cannot("xizhu", "m1")
        .comes("xizhu", "m2", 60)
        .comes("xizhu", "m3", 60)
        .leaves("xizhu", "m3")
        .isResolved()
        .cannot("xizhu", "m1")
        .nothingHappened()
        .leaves("xizhu", "m3")
        .nothingHappened()
        .leaves("xizhu", "m2")
        .isRefused(Rejection.ALERT_OVER)
        .cannot("liyi", "liyi")
        .isRefusedAndKept(Rejection.ALERT_OVER, "TaskAnsweredLate liyi CANNOT")
        .cannot("liyi", "liyi")
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void anAnswerOnThePhoneIsTheMembersAndNamesWhoHeardIt() {
    AlertStory story = story(1, "xizhu");
    story.does(
        new AlertCommand.Acknowledge(
            story.taskId("xizhu"), new Respondent("m1", "dispatcher", Said.PHONE), 300));
    assertThat(story.history())
        .filteredOn(MemberAnswered.class::isInstance)
        .singleElement()
        .isEqualTo(
            new MemberAnswered(
                AlertStory.ALERT,
                AlertStory.START,
                story.taskId("xizhu"),
                "xizhu",
                "m1",
                "dispatcher",
                MemberAnswered.Answer.COMES,
                300,
                Said.PHONE,
                null));
    story.leaves("xizhu", "m1").said("m1 WITHDRAWS");
    assertThat(story.task("xizhu").comers()).isEmpty();
  }

  /** Whose account is not named like the volunteer: a history from before knows the account. */
  @Test
  void inAnOlderHistoryTheAccountIsTheOneMember() {
    AlertStory story = story(1, "xizhu").comes("xizhu", "account-1", 240);
    List<DispatchEvent> older = new ArrayList<>(story.history());
    older.removeIf(MemberAnswered.class::isInstance);
    AlertState state = AlertState.replay(older);
    UUID task = story.taskId("xizhu");
    Respondent member = Respondent.inApp("v-1", "account-1");
    Instant later = AlertStory.START.plusSeconds(60);

    Decision repeated =
        AlertDecider.decide(state, new AlertCommand.Acknowledge(task, member, 240), later);
    assertThat(repeated).isEqualTo(PendingDecision.nothing());

    Decision corrected =
        AlertDecider.decide(state, new AlertCommand.Acknowledge(task, member, 60), later);
    AlertState after = apply(state, corrected);
    assertThat(((AlertState.Issued) after).findTask(task).orElseThrow().answers())
        .singleElement()
        .satisfies(answer -> assertThat(answer.volunteerId()).isEqualTo("v-1"));

    Decision left =
        AlertDecider.decide(state, new AlertCommand.Withdraw(task, member, null, Set.of()), later);
    assertThat(((Decision.Accepted) left).events())
        .extracting(event -> event.getClass().getSimpleName())
        .startsWith("MemberAnswered", "TaskWithdrawn");
  }

  @Test
  void whoComesBackWithATeamThatWasStoodDownComesAlone() {
    AlertStory story = story(1, "xizhu", "liyi").comes("xizhu", "m1", 60).comes("xizhu", "m2", 60);
    UUID task = story.taskId("xizhu");
    AlertState stoodDown =
        story
            .state()
            .evolve(
                new TaskStoodDown(
                    AlertStory.ALERT,
                    AlertStory.START,
                    task,
                    "xizhu",
                    TaskStoodDown.Cause.COVERED));
    // Both the alert and the story go on from here by events alone.
    MemberAnswered again =
        new MemberAnswered(
            AlertStory.ALERT,
            AlertStory.START.plusSeconds(9),
            task,
            "xizhu",
            "m2",
            "m2",
            MemberAnswered.Answer.COMES,
            null,
            Said.APP,
            null);
    AlertState back = stoodDown.evolve(again);
    assertThat(((AlertState.Issued) back).findTask(task).orElseThrow().comers())
        .extracting(MemberAnswer::volunteerId)
        .isEqualTo(List.of("m2"));
    assertThat(((AlertState.Issued) back).engagedPeople()).isEqualTo(Set.of());
  }

  private static AlertState apply(AlertState state, Decision decision) {
    for (DispatchEvent event : ((Decision.Accepted) decision).events()) {
      state = state.evolve(event);
    }
    return state;
  }
}
