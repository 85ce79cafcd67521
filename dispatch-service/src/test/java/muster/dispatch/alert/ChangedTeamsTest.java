package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.contracts.dispatch.DispatchEvent.TaskStaffedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskUnstaffed;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2.Cause;
import muster.dispatch.alert.AlertCommand.CompareTeams;
import muster.dispatch.team.Staffing;
import muster.dispatch.team.Staffing.Duty;
import muster.dispatch.team.Staffing.Person;
import org.junit.jupiter.api.Test;

/** Teams that change while an alert runs: nobody is counted on who cannot come. */
class ChangedTeamsTest {

  private static Person on(String member) {
    return new Person(member, "account-of-" + member, Duty.ON, AlertStory.START);
  }

  /** Has said so, so many seconds after the issue. */
  private static Person off(String member, long seconds) {
    return new Person(
        member, "account-of-" + member, Duty.OFF_BY_WORD, AlertStory.START.plusSeconds(seconds));
  }

  /** Taken off duty eight seconds after the issue, since nothing was heard. */
  private static Person silent(String member) {
    return new Person(member, "account-of-" + member, Duty.OFF, AlertStory.START.plusSeconds(8));
  }

  /** xizhu is in, liyi in line, and dahuangshan is waited for: two are wanted in line. */
  private static AlertStory covered() {
    return AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 2, 3, 3))
        .issued()
        .after(4)
        .acknowledge("xizhu", "liyi")
        .expect("#17 COVERED | xizhu ACK 4s | liyi STANDBY 1 4s | dahuangshan OFFERED")
        .after(5);
  }

  @Test
  void aTeamThatIsDisbandedIsWithdrawnAndTheNextInLineMovesUp() {
    covered()
        .isDisbanded("xizhu")
        .compares("xizhu")
        .happened("TaskWithdrawnV2 xizhu", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu WITHDRAWN 9s | liyi ACK 9s | dahuangshan OFFERED");
  }

  @Test
  void withNobodyInLineTheAlertIsNotCoveredByNobody() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 1, 3))
        .issued()
        .after(4)
        .acknowledges("xizhu")
        .isOnScene("xizhu")
        .isStaffed("xizhu")
        .offDuty("xizhu")
        .compares("xizhu")
        .happened(
            "TaskWithdrawnV2 xizhu",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "TaskOffered liyi")
        .expect("#17 CALLING | xizhu WITHDRAWN 4s | liyi OFFERED 4s");
  }

  @Test
  void whereverItsTaskIsOpenATeamThatIsGoneIsWithdrawnAndWhatIsOverStaysAsItIs() {
    AlertStory story =
        AlertStory.needing(3, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(3, 0, 3, 1))
            .issued()
            .fastForward(5)
            .declines("liyi")
            .acknowledges("dahuangshan")
            .completes("dahuangshan")
            .isDisbanded("xizhu")
            .isDisbanded("liyi")
            .isDisbanded("dahuangshan")
            .compares("xizhu", "liyi", "dahuangshan")
            .happened("TaskWithdrawnV2 xizhu");
    assertThat(story.task("xizhu").withdrawnFor()).isEqualTo(Cause.TEAM_DISBANDED);
    assertThat(story.task("liyi").state()).isEqualTo(TaskState.DECLINED);
    assertThat(story.task("dahuangshan").state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void whoHasGoneOffDutyByWordIsNotWaitedForNorInLineButStaysWhenIn() {
    AlertStory story =
        covered()
            .isStaffed("xizhu", off("xizhu", 8))
            .isStaffed("liyi", off("liyi", 8))
            .isStaffed("dahuangshan", off("dahuangshan", 8))
            .compares("xizhu", "liyi", "dahuangshan")
            .happened("TaskUnstaffed xizhu", "TaskWithdrawnV2 liyi", "TaskWithdrawnV2 dahuangshan")
            .expect("#17 COVERED | xizhu ACK 4s | liyi WITHDRAWN 9s | dahuangshan WITHDRAWN 9s");
    assertThat(story.task("xizhu").unstaffedAt()).isEqualTo(AlertStory.START.plusSeconds(9));
    assertThat(story.task("liyi").withdrawnFor()).isEqualTo(Cause.OFF_DUTY);
    assertThat(AlertView.of(story.issuedState()).unstaffedTeams()).isEqualTo(1);

    story.compares("xizhu", "liyi", "dahuangshan").nothingHappened();
  }

  @Test
  void whoIsOffDutyBySilenceIsWithdrawnByNothing() {
    covered()
        .isStaffed("xizhu", silent("xizhu"))
        .isStaffed("liyi", silent("liyi"))
        .isStaffed("dahuangshan", silent("dahuangshan"), off("another", 8))
        .compares("xizhu", "liyi", "dahuangshan")
        .nothingHappened();
  }

  @Test
  void aTeamOfWhichSomebodyWhoCouldComeIsOnDutyIsAsItWas() {
    covered()
        .isStaffed("xizhu", on("xizhu"), off("another", 8))
        .isStaffed("liyi", off("liyi", 8), on("another"))
        .isStaffed("dahuangshan", off("dahuangshan", 8), on("another"))
        .compares("xizhu", "liyi", "dahuangshan")
        .nothingHappened();
  }

  /** Who has said nothing comes with nobody: else the alert would be covered by no one. */
  @Test
  void whenAllWhoComeHaveGoneHomeAColleagueOnDutyWhoHasSaidNothingDoesNotStandForThem() {
    AlertStory story =
        covered()
            .comes("xizhu", "m2", 120)
            .isStaffed("xizhu", off("xizhu", 8), on("m2"), on("another"))
            .compares("xizhu")
            .nothingHappened()
            .isStaffed("xizhu", off("xizhu", 8), silent("m2"), on("another"))
            .compares("xizhu")
            .nothingHappened()
            .after(5)
            .isStaffed("xizhu", off("xizhu", 8), off("m2", 13), on("another"))
            .compares("xizhu")
            .happened("TaskUnstaffed xizhu")
            .compares("xizhu")
            .nothingHappened();
    assertThat(AlertView.of(story.issuedState()).unstaffedTeams()).isEqualTo(1);
    story
        .isStaffed("xizhu", off("xizhu", 8), silent("m2"), on("another"))
        .compares("xizhu")
        .nothingHappened()
        .isStaffed("xizhu", off("xizhu", 8), on("m2"), off("another", 14))
        .compares("xizhu")
        .happened("TaskStaffedAgain xizhu")
        .compares("xizhu")
        .nothingHappened();
  }

  @Test
  void theColleagueWhoSaysYesEndsThatNobodyIsThere() {
    AlertStory story =
        covered()
            .isStaffed("xizhu", off("xizhu", 8), on("another"))
            .compares("xizhu")
            .happened("TaskUnstaffed xizhu")
            .after(1)
            .comes("xizhu", "another", 60)
            .said("another COMES 60")
            .happened();
    assertThat(story.task("xizhu").unstaffedAt()).isNull();
    story.compares("xizhu").nothingHappened();
    // And with that one gone again, nobody is.
    story.leaves("xizhu", "another").compares("xizhu").happened("TaskUnstaffed xizhu");
  }

  /** It was told then that somebody else of the team is on duty; now it is told once more. */
  @Test
  void aHistoryInWhichAColleagueStoodForThoseWhoComeLoadsAndIsPutRightOnce() {
    AlertStory story = covered().isStaffed("xizhu", off("xizhu", 8)).compares("xizhu");
    AlertState loaded =
        story
            .state()
            .evolve(
                new TaskStaffedAgain(
                    AlertStory.ALERT, story.now(), story.taskId("xizhu"), "xizhu", "another"));
    CompareTeams now =
        new CompareTeams(
            Map.of("xizhu", new Staffing(false, List.of(off("xizhu", 8), on("another")))));

    Decision.Accepted decision = (Decision.Accepted) AlertDecider.decide(loaded, now, story.now());

    assertThat(decision.events())
        .containsExactly(
            new TaskUnstaffed(AlertStory.ALERT, story.now(), story.taskId("xizhu"), "xizhu"));
    AlertState after = loaded.evolve(decision.events().getFirst());
    assertThat(AlertDecider.decide(after, now, story.now())).isEqualTo(PendingDecision.nothing());
  }

  @Test
  void whoeverComesAndIsBackOnDutyEndsThatNobodyIs() {
    AlertStory story = covered().isStaffed("xizhu", off("xizhu", 8)).compares("xizhu").after(20);

    story.isStaffed("xizhu", silent("xizhu")).compares("xizhu").nothingHappened();
    story
        .isStaffed("xizhu", off("xizhu", 8), on("another"))
        .compares("xizhu")
        .nothingHappened()
        .isStaffed("xizhu", on("xizhu"), on("another"))
        .compares("xizhu")
        .happened("TaskStaffedAgain xizhu");
    assertThat(story.task("xizhu").unstaffedAt()).isNull();
    story.compares("xizhu").nothingHappened();
    story
        .isStaffed("xizhu", off("xizhu", 28), off("another", 28))
        .compares("xizhu")
        .happened("TaskUnstaffed xizhu");
  }

  @Test
  void whoSaysOnceMoreThatHeComesIsThereWhateverWasSaidBefore() {
    AlertStory story =
        covered()
            .isStaffed("xizhu", off("xizhu", 8))
            .compares("xizhu")
            .happened("TaskUnstaffed xizhu")
            .after(1)
            .comes("xizhu", "xizhu", 60)
            .said("xizhu COMES 60");
    assertThat(story.task("xizhu").unstaffedAt()).isNull();
    story.compares("xizhu").nothingHappened();
    story.isStaffed("xizhu", off("xizhu", 30)).after(25).compares("xizhu");
    story.happened("TaskUnstaffed xizhu");
  }

  @Test
  void whoIsWithdrawnMayComeAllTheSameAndThatIsTheLastWord() {
    covered()
        .isStaffed("dahuangshan", off("dahuangshan", 8))
        .compares("dahuangshan")
        .happened("TaskWithdrawnV2 dahuangshan")
        .after(1)
        .acknowledges("dahuangshan")
        .happened("TaskPutOnStandby dahuangshan 2")
        .compares("dahuangshan")
        .nothingHappened()
        .withdraws("xizhu")
        .withdraws("liyi")
        .happened("TaskWithdrawn liyi", "TaskPromoted dahuangshan");
  }

  @Test
  void aStandbyWithNobodyOnDutyIsWithdrawnBeforeItIsPromoted() {
    covered()
        .acknowledges("dahuangshan")
        .isStaffed("liyi", silent("liyi"))
        .compares("liyi")
        .nothingHappened()
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu", "TaskWithdrawnV2 liyi", "TaskPromoted dahuangshan")
        .expect("#17 COVERED | xizhu WITHDRAWN 9s | liyi WITHDRAWN 9s | dahuangshan ACK 9s");
  }

  @Test
  void whenAllInLineHaveGoneHomeTheAlertIsUncovered() {
    covered()
        .acknowledges("dahuangshan")
        .isStaffed("liyi", off("liyi", 8))
        .isDisbanded("dahuangshan")
        .offDuty("liyi")
        .offDuty("dahuangshan")
        .withdraws("xizhu")
        .happened(
            "TaskWithdrawn xizhu",
            "TaskWithdrawnV2 liyi",
            "TaskWithdrawnV2 dahuangshan",
            "AlertUncovered 1",
            "WaveOpened 2 UNCOVERED",
            "WaveOpened 3 EXHAUSTED",
            "AlertEscalated 320371003209 320371003");
  }

  @Test
  void whoLeavesTheTeamDoesNotComeWithItAndTheTeamWithdrawsWithTheLast() {
    AlertStory story =
        covered()
            .comes("xizhu", "m2", 120)
            .isStaffed("xizhu", on("m2"), on("m3"))
            .compares("xizhu")
            .left("xizhu")
            .happened()
            .answers("xizhu", "m2 COMES 120")
            .peopleComing("m2");
    assertThat(story.issuedState().engagedPeople()).containsExactly("m2", "liyi");

    story
        .isStaffed("xizhu", on("m3"))
        .compares("xizhu")
        .left("m2")
        .happened("TaskWithdrawnV2 xizhu", "TaskPromoted liyi");
    assertThat(story.task("xizhu").withdrawnFor()).isEqualTo(Cause.MEMBERS_LEFT);
    assertThat(story.issuedState().engagedPeople()).containsExactly("liyi");
  }

  @Test
  void anOfferIsWithdrawnWhenTheLastWhoCouldComeGoesHomeAfterTheOthersHaveSaidNo() {
    covered()
        .membersOnDuty("dahuangshan", "m1", "m2")
        .cannot("dahuangshan", "m1")
        .happened()
        .isStaffed("dahuangshan", on("m1"), off("m2", 8))
        .compares("dahuangshan")
        .happened("TaskWithdrawnV2 dahuangshan");
  }

  @Test
  void norIsATeamWaitedForOfWhichOnlyThoseAreLeftWhoHaveSaidNo() {
    AlertStory story =
        covered()
            .membersOnDuty("dahuangshan", "m1", "m2")
            .cannot("dahuangshan", "m1")
            .happened()
            .isStaffed("dahuangshan", on("m1"), silent("m3"))
            .compares("dahuangshan")
            .nothingHappened()
            .isStaffed("dahuangshan", on("m1"))
            .compares("dahuangshan")
            .happened("TaskWithdrawnV2 dahuangshan");
    assertThat(story.task("dahuangshan").withdrawnFor()).isEqualTo(Cause.MEMBERS_LEFT);
    story.compares("dahuangshan").nothingHappened();
  }

  /** Two are needed and two called: v is in both teams, w in the first one. */
  private static AlertStory restingOnTheSame() {
    return AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(2, 0, 2, 3))
        .issued()
        .isStaffed("xizhu", on("v"), on("w"))
        .isStaffed("liyi", on("v"))
        .after(4);
  }

  @Test
  void anOfferThatRestedOnWhoComesWithAnotherTeamIsWithdrawnAndReplaced() {
    AlertStory story =
        restingOnTheSame()
            .compares("xizhu", "liyi")
            .nothingHappened()
            .comes("xizhu", "v", 60)
            .offDuty("liyi")
            .compares("xizhu", "liyi")
            .happened("TaskWithdrawnV2 liyi", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan")
            .expect("#17 CALLING | xizhu ACK 4s | liyi WITHDRAWN 4s | dahuangshan OFFERED 4s");
    assertThat(story.task("liyi").withdrawnFor()).isEqualTo(Cause.MEMBERS_ELSEWHERE);
    story.compares("xizhu", "liyi").nothingHappened();
    // The other one comes instead, and then they are two.
    story
        .comes("xizhu", "w", 90)
        .leaves("xizhu", "v")
        .comes("liyi", "v", 60)
        .happened("TaskAcknowledged liyi", "AlertCovered", "TaskStoodDown dahuangshan");
  }

  @Test
  void norIsATeamWaitedForOfWhichAllOnDutyComeToAnotherAlert() {
    AlertStory story =
        restingOnTheSame().comeToAnotherAlert("v").offDuty("liyi").compares("xizhu", "liyi");
    assertThat(story.task("liyi").withdrawnFor()).isEqualTo(Cause.MEMBERS_ELSEWHERE);
    assertThat(story.task("xizhu").state()).as("w is left").isEqualTo(TaskState.OFFERED);
    story.comeToAnotherAlert("v", "w").offDuty("xizhu").compares("xizhu");
    assertThat(story.task("xizhu").withdrawnFor()).isEqualTo(Cause.MEMBERS_ELSEWHERE);
  }

  @Test
  void aTeamOfWhichSomebodyElseCouldComeIsWaitedForUntilThatOneCannot() {
    restingOnTheSame()
        .isStaffed("liyi", on("v"), on("u"), silent("t"))
        .membersOnDuty("liyi", "v", "u")
        .comes("xizhu", "v", 60)
        .compares("xizhu", "liyi")
        .nothingHappened()
        .offDuty("liyi")
        .cannot("liyi", "u")
        .happened("TaskDeclined liyi", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan");
  }

  @Test
  void whoIsOffDutyBySilenceIsNotWaitedForWhenTheOthersComeElsewhereButMayComeAllTheSame() {
    restingOnTheSame()
        .isStaffed("liyi", on("v"), silent("t"))
        .comes("xizhu", "v", 60)
        .offDuty("liyi")
        .compares("liyi")
        .happened("TaskWithdrawnV2 liyi", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan")
        .comes("liyi", "t", 60)
        .happened("TaskAcknowledged liyi", "AlertCovered", "TaskStoodDown dahuangshan");
  }

  /** Three people were enough for three teams; with w gone from it, liyi rests on v as well. */
  @Test
  void ofTwoOffersThatAreLeftWithOnePersonTheOneThatHasLostSomebodyIsWithdrawn() {
    AlertStory story =
        AlertStory.needing(3, "xizhu", "liyi", "dahuangshan")
            .issued()
            .isStaffed("xizhu", on("w"), on("x"))
            .isStaffed("liyi", on("v"), on("w"))
            .isStaffed("dahuangshan", on("v"))
            .after(4)
            .comes("xizhu", "w", 60)
            .offDuty("liyi")
            .compares("xizhu", "liyi", "dahuangshan")
            .happened("TaskWithdrawnV2 liyi")
            .expect("#17 CALLING | xizhu ACK 4s | liyi WITHDRAWN 4s | dahuangshan OFFERED");
    assertThat(story.task("liyi").withdrawnFor()).isEqualTo(Cause.MEMBERS_ELSEWHERE);
    story.compares("xizhu", "liyi", "dahuangshan").nothingHappened();
  }

  @Test
  void whoComesOrIsInLineOrWasNotReachedStaysWhereverItsPeopleSayThatTheyGo() {
    covered()
        .fastForward(5)
        .expect("#17 COVERED | xizhu ACK 4s | liyi STANDBY 1 4s | dahuangshan UNREACHED 9s")
        .isStaffed("xizhu", on("xizhu"))
        .isStaffed("liyi", on("liyi"))
        .isStaffed("dahuangshan", on("dahuangshan"))
        .comeToAnotherAlert("xizhu", "liyi", "dahuangshan")
        .compares("xizhu", "liyi", "dahuangshan")
        .nothingHappened();
  }

  /** The search tells that from people whom another team needs. */
  @Test
  void whoHasSaidNoIsKnownAsHavingSaidItToThisTeamsCall() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .membersOnDuty("xizhu", "m1", "m2")
            .issued()
            .declines("liyi")
            .cannot("xizhu", "m1")
            .isStaffed("xizhu", on("m1"), off("m2", 1))
            .after(2)
            .offDuty("xizhu")
            .compares("xizhu");
    assertThat(story.task("xizhu").withdrawnFor()).isEqualTo(Cause.OFF_DUTY);
    assertThat(story.lastCallOut().search().refused()).isEqualTo(Map.of("xizhu", Set.of("m1")));
    assertThat(story.lastCallOut().search().alreadyCalled()).containsExactly("liyi");
  }

  @Test
  void aTeamThatWasWithdrawnIsCalledAgainOnceSomebodyIsThere() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .after(2)
            .isStaffed("xizhu", off("xizhu", 1))
            .offDuty("xizhu")
            .compares("xizhu")
            .happened(
                "TaskWithdrawnV2 xizhu",
                "WaveOpened 2 EXHAUSTED",
                "WaveOpened 3 EXHAUSTED",
                "AlertEscalated 320371003209 320371003")
            .backOnDuty("xizhu")
            .isStaffed("xizhu", on("xizhu"))
            .fastForward(30)
            .happened("WaveOpened 4 LOOKED_AGAIN", "TaskOffered xizhu");
    assertThat(story.task("xizhu").call()).isEqualTo(2);
    assertThat(story.task("xizhu").withdrawnFor()).isNull();
  }

  @Test
  void ofTeamsThatNothingIsSaidOfNothingFollowsAndAfterTheEndNothingDoes() {
    covered().does(new AlertCommand.CompareTeams(Map.of())).nothingHappened();
    covered().isResolved().isDisbanded("xizhu").compares("xizhu").nothingHappened();
  }

  @Test
  void anEmptyTeamIsAnotherCauseThanADisbandedOne() {
    AlertStory story = covered().isStaffed("liyi").compares("liyi");
    assertThat(story.task("liyi").withdrawnFor()).isEqualTo(Cause.TEAM_EMPTY);
    assertThat(Staffing.DISBANDED.people()).isEmpty();
  }
}
