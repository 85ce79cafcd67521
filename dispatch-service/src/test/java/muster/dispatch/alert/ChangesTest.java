package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Outcome;
import muster.dispatch.alert.AlertCommand.AddNote;
import muster.dispatch.alert.AlertCommand.CorrectOutcome;
import muster.dispatch.alert.AlertCommand.Reopen;
import muster.dispatch.policy.CallOutPolicies;
import org.junit.jupiter.api.Test;

/** What a dispatcher does to an alert: another need, notes, another outcome, and once more. */
class ChangesTest {

  @Test
  void whenFewerAreNeededTheAlertIsCoveredAndWhoHasNotAnsweredIsStoodDown() {
    AlertStory.needing(3, "xizhu", "liyi", "dahuangshan")
        .issued()
        .acknowledges("xizhu")
        .after(4)
        .needs(1)
        .happened("AlertChanged", "AlertCovered", "TaskStoodDown liyi", "TaskStoodDown dahuangshan")
        .expect("#17 COVERED | xizhu ACK | liyi STOOD_DOWN 4s | dahuangshan STOOD_DOWN 4s")
        .needs(1)
        .nothingHappened();
  }

  @Test
  void nobodyWhoComesIsStoodDownWhenFewerAreNeeded() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .issued()
        .acknowledge("xizhu", "liyi")
        .needs(1)
        .happened("AlertChanged")
        .expect("#17 COVERED | xizhu ACK | liyi ACK | dahuangshan STOOD_DOWN")
        .acknowledges("dahuangshan")
        .happened("TaskPutOnStandby dahuangshan 1")
        // One more than needed has left: its place is nobody's.
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu")
        .withdraws("liyi")
        .happened("TaskWithdrawn liyi", "TaskPromoted dahuangshan");
  }

  @Test
  void whenMoreAreNeededTheStandbyMovesUp() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .acknowledge("xizhu", "liyi", "dahuangshan")
        .needs(2)
        .happened("AlertChanged", "TaskPromoted liyi")
        .expect("#17 COVERED | xizhu ACK | liyi ACK | dahuangshan STANDBY 1");
  }

  @Test
  void whenMoreAreNeededThanStandByTheNextWaveOpens() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
        .issued()
        .acknowledge("xizhu", "liyi")
        .needs(4)
        .happened(
            "AlertChanged",
            "TaskPromoted liyi",
            "AlertUncovered 2",
            "WaveOpened 2 UNCOVERED",
            "TaskOffered dahuangshan",
            "TaskOffered houyao");
  }

  private static final String[] THIRTY =
      IntStream.rangeClosed(1, 30).mapToObj(n -> "team-" + n).toArray(String[]::new);

  @Test
  void whenManyMoreAreNeededAsManyAreCalledAsAreMissing() {
    AlertStory story =
        AlertStory.needing(1, THIRTY).issued().acknowledge("team-1").after(4).needs(20);
    assertThat(story.lastCallOut().search().teams()).isEqualTo(19);
    assertThat(story.issuedState().engagedTeams()).hasSize(20);
    for (int n = 2; n <= 20; n++) {
      story.acknowledges("team-" + n);
    }
    assertThat(story.issuedState().status()).isEqualTo(AlertStatus.COVERED);
    story.withdraws("team-1");
    assertThat(story.lastCallOut().search().teams()).as("one is missing: as usual").isEqualTo(3);
  }

  @Test
  void soDoTheLooksOfAnEscalatedAlertAndAReopenedOne() {
    AlertStory story =
        AlertStory.needing(1)
            .under(AlertStory.terms(1, 0, 3, 1))
            .issued()
            .needs(20)
            .onDuty(THIRTY)
            .fastForward(30);
    assertThat(story.lastCallOut().search().teams()).isEqualTo(20);
    assertThat(story.issuedState().engagedTeams()).hasSize(20);
    story.isResolved().reopened();
    assertThat(story.lastCallOut().search().teams()).isEqualTo(20);
  }

  @Test
  void moreNeededLetsTheWaveThatWaitsReplaceNoMoreThanItWanted() {
    AlertStory story = AlertStory.needing(1, THIRTY).issued().needs(20).fastForward(5);
    story.happened(
        "TaskUnreached team-1",
        "TaskUnreached team-2",
        "TaskUnreached team-3",
        "TaskOffered team-4",
        "TaskOffered team-5",
        "TaskOffered team-6");
    story.fastForward(5);
    assertThat(story.tasks().stream().filter(task -> task.wave() == 1)).hasSize(6);
    assertThat(story.issuedState().wave()).isEqualTo(2);
    assertThat(story.lastCallOut().search().teams()).isEqualTo(20);
  }

  @Test
  void whileTeamsAreStillCalledMoreNeededOpensNothing() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .needs(3)
        .happened("AlertChanged")
        .acknowledge("xizhu", "liyi")
        .expect("#17 CALLING | xizhu ACK | liyi ACK | dahuangshan OFFERED")
        .acknowledges("dahuangshan")
        .happened("TaskAcknowledged dahuangshan", "AlertCovered");
  }

  @Test
  void anotherCategoryBringsItsTermsAndLeavesClocksAndTeams() {
    AlertStory story = AlertStory.needing(2, "xizhu", "liyi", "dahuangshan").issued();
    var before = story.deadlines();
    CallOutTerms old = story.issuedState().issued().terms();
    CallOutTerms brawl = CallOutPolicies.defaults().terms(Category.BRAWL, 2).withClocksOf(old);
    story
        .becomes(Category.BRAWL, brawl)
        .happened("AlertChanged")
        .becomes(Category.BRAWL, brawl)
        .nothingHappened()
        .expect("#17 CALLING | xizhu OFFERED | liyi OFFERED | dahuangshan OFFERED");
    assertThat(story.issuedState().issued().category()).isEqualTo(Category.BRAWL);
    assertThat(story.issuedState().issued().terms().waveSize()).isEqualTo(brawl.waveSize());
    assertThat(story.issuedState().issued().terms().responseTarget())
        .isEqualTo(old.responseTarget());
    assertThat(story.issuedState().issued().number()).isEqualTo(AlertStory.NUMBER);
    assertThat(story.deadlines())
        .contains("wave 60s", "response-target 600s", "expiry 7200s")
        .hasSameSizeAs(before);
  }

  @Test
  void nothingIsChangedAboutAnAlertThatIsOver() {
    AlertStory.needing(1, "xizhu").issued().isResolved().needs(2).isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void aNoteStandsInTheHistoryOnceAndAlsoAfterTheEnd() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .does(new AddNote("officer", "Caller rang again"))
            .happened("NoteAdded")
            .does(new AddNote("officer", "Caller rang again"))
            .nothingHappened()
            .does(new AddNote("dispatcher", "Caller rang again"))
            .happened("NoteAdded")
            .after(10)
            .does(new AddNote("dispatcher", "Caller rang again"))
            .happened("NoteAdded")
            .does(new AddNote("officer", "Caller rang again"))
            .happened("NoteAdded")
            .isResolved()
            .does(new AddNote("officer", "Owner has signed"))
            .happened("NoteAdded")
            .does(new AddNote("officer", "Owner has signed"))
            .nothingHappened()
            .after(10)
            .does(new AddNote("officer", "Owner has signed"))
            .happened("NoteAdded")
            .after(9)
            .does(new AddNote("officer", "Owner has signed"))
            .nothingHappened();
    assertThat(story.issuedState().status()).isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void anOutcomeIsCorrectedAfterTheEndAndNotBefore() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .does(new CorrectOutcome("officer", Outcome.NOT_FOUND, null))
            .isRefused(Rejection.NOT_OVER)
            .isResolved()
            .after(60)
            .does(new CorrectOutcome("officer", Outcome.FOUND, "bike found"))
            .nothingHappened()
            .does(new CorrectOutcome("officer-2", Outcome.NOT_FOUND, null))
            .happened("OutcomeCorrected")
            .does(new CorrectOutcome("officer-2", Outcome.NOT_FOUND, null))
            .nothingHappened();
    assertThat(((AlertState.Ended) story.state()).ending())
        .isEqualTo(new Ending.Resolved(AlertStory.START, "officer", Outcome.NOT_FOUND, null));
  }

  @Test
  void whatHadNoOutcomeHasNoneToCorrect() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .isCancelled()
        .does(new CorrectOutcome("officer", Outcome.FOUND, null))
        .isRefused(Rejection.NOT_RESOLVED);
  }

  @Test
  void anAlertThatIsReopenedCallsWithinTheLastRadiusWhoeverHasNotDeclined() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
            .under(AlertStory.terms(2, 0, 2, 2))
            .issued()
            .declines("liyi")
            .acknowledges("xizhu")
            .happened(
                "TaskAcknowledged xizhu",
                "WaveOpened 2 EXHAUSTED",
                "TaskOffered dahuangshan",
                "TaskOffered houyao")
            .acknowledges("dahuangshan")
            .isOnScene("xizhu")
            .completes("dahuangshan")
            .isResolved()
            .expect(
                "#17 RESOLVED | xizhu RELEASED | liyi DECLINED | dahuangshan COMPLETED"
                    + " | houyao STOOD_DOWN")
            .after(3_600)
            .reopened()
            .happened(
                "AlertReopened",
                "WaveOpened 3 BY_HAND",
                "TaskOffered xizhu",
                "TaskOffered dahuangshan")
            .expect(
                "#17 CALLING | xizhu OFFERED 60m | liyi DECLINED | dahuangshan OFFERED 60m"
                    + " | houyao STOOD_DOWN");
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(2_000);
    assertThat(story.lastCallOut().search().alreadyCalled()).containsExactly("liyi");
    assertThat(story.deadlines())
        .containsExactly("wave 3660s", "reach 3605s", "response-target 4200s", "expiry 10800s");
    assertThat(story.state().deadlines().stream().map(Deadline::key))
        .contains("wave:3", "response-target:2", "expiry:2");
    story
        .reopened()
        .nothingHappened()
        .acknowledges("xizhu")
        .declines("dahuangshan")
        .happened("TaskDeclined dahuangshan", "AlertEscalated 320371003209 320371003")
        .isResolved()
        .reopened()
        .happened(
            "AlertReopened", "WaveOpened 4 BY_HAND", "TaskOffered xizhu", "TaskOffered houyao");
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(2_000);
  }

  @Test
  void whatATeamSaidAfterTheEndCountsWhenTheAlertIsReopened() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .issued()
        .declines("liyi")
        .acknowledges("xizhu")
        .isResolved()
        .acknowledges("liyi")
        .declines("dahuangshan")
        .after(60)
        .reopened()
        .happened("AlertReopened", "WaveOpened 2 BY_HAND", "TaskOffered xizhu", "TaskOffered liyi")
        .expect("#17 CALLING | xizhu OFFERED 1m | liyi OFFERED 1m | dahuangshan DECLINED 1m");
  }

  @Test
  void whoWasReplacedBeforeIsReplacedAgainAfterTheAlertWasReopened() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .fastForward(5)
        .happened("TaskUnreached xizhu", "TaskOffered liyi")
        .declines("liyi")
        .isResolved()
        .reopened()
        .fastForward(5)
        .happened("TaskUnreached xizhu", "TaskOffered dahuangshan");
  }

  @Test
  void anAlertIsReopenedWithinADayAndNotLater() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .isCancelled()
        .after(86_400)
        .reopened()
        .happened("AlertReopened", "WaveOpened 2 BY_HAND", "TaskOffered xizhu");
    AlertStory.needing(1, "xizhu")
        .issued()
        .isResolved()
        .after(86_401)
        .reopened()
        .isRefused(Rejection.OVER_FOR_LONG);
  }

  @Test
  void oneThatWasNeverOverIsNotReopenedAndOneThatWasReopenedIsOpenAlready() {
    AlertStory.needing(1, "xizhu").issued().reopened().isRefused(Rejection.NOT_OVER);
    AlertStory.needing(1, "xizhu")
        .issued()
        .isCancelled()
        .after(60)
        .reopened()
        .reopened()
        .nothingHappened();
    AlertStory.needing(1).does(new Reopen("officer", null)).isRefused(Rejection.NO_SUCH_ALERT);
  }

  @Test
  void aReopenedAlertExpiresByItsNewDeadline() {
    AlertStory.needing(1, "xizhu")
        .under(AlertStory.terms(1, 0, 1, 1))
        .issued()
        .acknowledges("xizhu")
        .isResolved()
        .after(7_000)
        .reopened()
        .acknowledges("xizhu")
        .fastForward(300)
        .expect("#17 COVERED | xizhu ACK 7000s")
        .fastForward(6_900)
        .happened("TaskStoodDown xizhu", "AlertExpired");
  }
}
