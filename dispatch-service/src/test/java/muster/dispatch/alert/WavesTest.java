package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.Shortfall;
import muster.dispatch.alert.AlertCommand.CallTeams;
import muster.dispatch.alert.AlertCommand.OpenNextWave;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertCommand.WaveDeadlinePassed;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Selection;
import org.junit.jupiter.api.Test;

/** Who is called when, and how it goes on when too few come. */
class WavesTest {

  private static final CallOutTerms GROWING =
      new CallOutTerms(
          1,
          0,
          2,
          1.5,
          60_000,
          1.5,
          10,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Set.of("boat"),
          false);

  @Test
  void anIssuedAlertCallsItsFirstWave() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
        .issued()
        .happened(
            "AlertIssued",
            "WaveOpened 1 ISSUED",
            "TaskOffered xizhu",
            "TaskOffered liyi",
            "TaskOffered dahuangshan");
  }

  @Test
  void atTheDeadlineTheNextWaveOpensAndTheSilentTeamsMayStillAnswer() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
        .under(AlertStory.terms(2, 0, 2, 3))
        .issued()
        .confirms("xizhu")
        .confirms("liyi")
        .fastForward(60)
        .happened("WaveOpened 2 DEADLINE", "TaskOffered dahuangshan", "TaskOffered houyao")
        .after(3)
        .acknowledges("xizhu")
        .expect(
            "#17 CALLING | xizhu ACK 63s | liyi OFFERED | dahuangshan OFFERED 1m"
                + " | houyao OFFERED 1m");
  }

  @Test
  void whenEverybodyHasAnsweredTheNextWaveDoesNotWaitForTheDeadline() {
    AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(2, 0, 2, 3))
        .issued()
        .after(7)
        .acknowledges("xizhu")
        .declines("liyi")
        .happened("TaskDeclined liyi", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan");
  }

  @Test
  void aWaveThatFindsNobodyMakesRoomForTheNextAtOnceUpToTheParentJurisdiction() {
    AlertStory.needing(1)
        .issued()
        .happened(
            "AlertIssued",
            "WaveOpened 1 ISSUED",
            "WaveOpened 2 EXHAUSTED",
            "WaveOpened 3 EXHAUSTED",
            "AlertEscalated 320371003209 320371003")
        .expect("#17 ESCALATED | ");
  }

  /** The parent is not rung up while two teams are still looking at their phones. */
  @Test
  void aWaveThatFindsNobodyLastsAsLongAsTheOffersOfEarlierOnes() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 2, 3, 3))
            .issued()
            .confirms("liyi")
            .confirms("dahuangshan")
            .acknowledges("xizhu")
            .after(4)
            .withdraws("xizhu")
            .happened("TaskWithdrawn xizhu", "AlertUncovered 1", "WaveOpened 2 UNCOVERED")
            .expect("#17 CALLING | xizhu WITHDRAWN 4s | liyi OFFERED | dahuangshan OFFERED");
    assertThat(story.deadlines()).contains("wave 60s");
    story
        .declines("liyi")
        .happened("TaskDeclined liyi")
        .fastForward(56)
        .happened("WaveOpened 3 DEADLINE", "AlertEscalated 320371003209 320371003")
        .expect("#17 ESCALATED | xizhu WITHDRAWN 4s | liyi DECLINED 4s | dahuangshan OFFERED");
  }

  @Test
  void whenTheLastOfThemHasAnsweredNothingIsWaitedFor() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 2, 2, 2))
        .issued()
        .acknowledges("xizhu")
        .withdraws("xizhu")
        .happened("TaskWithdrawn xizhu", "AlertUncovered 1", "WaveOpened 2 UNCOVERED")
        .declines("liyi")
        .happened("TaskDeclined liyi", "AlertEscalated 320371003209 320371003");
  }

  @Test
  void afterTheLastWaveTheParentWaitsForTheOffersOfEarlierOnes() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .confirms("xizhu")
        .after(10)
        .opensAWaveByHand()
        .happened("WaveOpened 2 BY_HAND", "TaskOffered liyi")
        .declines("liyi")
        .happened("TaskDeclined liyi")
        .expect("#17 CALLING | xizhu OFFERED | liyi DECLINED 10s")
        .declines("xizhu")
        .happened("TaskDeclined xizhu", "AlertEscalated 320371003209 320371003");
  }

  @Test
  void afterTheLastWaveTheDeadlineEndsTheWaitForThem() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .confirms("xizhu")
        .after(10)
        .opensAWaveByHand()
        .declines("liyi")
        .fastForward(60)
        .happened("AlertEscalated 320371003209 320371003")
        .expect("#17 ESCALATED | xizhu OFFERED | liyi DECLINED 10s");
  }

  @Test
  void afterTheLastWavesDeadlineTheParentJurisdictionTakesOverOnce() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 0, 1, 2))
            .issued()
            .confirms("xizhu")
            .fastForward(60)
            .confirms("liyi")
            .fastForward(60)
            .happened("AlertEscalated 320371003209 320371003")
            .expect("#17 ESCALATED | xizhu OFFERED | liyi OFFERED 1m");
    assertThat(story.deadlines())
        .containsExactly(
            "look-again 150s", "tell-again 180s", "response-target 600s", "expiry 7200s");
    story.does(new WaveDeadlinePassed(2)).nothingHappened();
    story.declines("liyi").happened("TaskDeclined liyi");
  }

  @Test
  void anEscalatedAlertCanStillBeCovered() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 1, 2, 1))
        .issued()
        .confirms("xizhu")
        .confirms("liyi")
        .fastForward(60)
        .expect("#17 ESCALATED | xizhu OFFERED | liyi OFFERED")
        .after(60)
        .acknowledges("liyi")
        .happened("TaskAcknowledged liyi", "AlertCovered", "TaskStoodDown xizhu")
        .expect("#17 COVERED | xizhu STOOD_DOWN 2m | liyi ACK 2m")
        .withdraws("liyi")
        .expect("#17 ESCALATED | xizhu OFFERED 2m | liyi WITHDRAWN 2m");
  }

  @Test
  void aboveAProvinceThereIsNobodyToEscalateTo() {
    AlertStory.needing(1).in("32").issued().expect("#17 ESCALATED | ");
  }

  @Test
  void eachWaveIsWiderAndLargerUpToTheLimits() {
    AlertStory story = AlertStory.needing(1).under(GROWING).issued();
    List<DispatchEvent.WaveOpened> waves =
        story.history().stream()
            .filter(DispatchEvent.WaveOpened.class::isInstance)
            .map(DispatchEvent.WaveOpened.class::cast)
            .toList();
    assertThat(waves).hasSize(10);
    assertThat(waves.stream().map(DispatchEvent.WaveOpened::radiusMeters).limit(3))
        .containsExactly(60_000.0, 90_000.0, 100_000.0);
    assertThat(
            waves.stream().map(wave -> wave.shortfalls().getFirst()).map(Shortfall::teams).limit(4))
        .containsExactly(2, 3, 5, 7);
    assertThat(story.lastCallOut().search().requiredCapabilities()).containsExactly("boat");
    assertThat(story.lastCallOut().search().sharesTeams()).isFalse();
  }

  @Test
  void aDispatcherOpensTheNextWaveByHandAndADoubleClickOpensOne() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 0, 1, 2))
        .issued()
        .does(new OpenNextWave("dispatcher", 1))
        .happened("WaveOpened 2 BY_HAND", "TaskOffered liyi")
        .does(new OpenNextWave("dispatcher", 1))
        .nothingHappened()
        .does(new OpenNextWave("dispatcher", 3))
        .isRefused(Rejection.STALE)
        .opensAWaveByHand()
        .happened("WaveOpened 3 BY_HAND", "TaskOffered dahuangshan")
        .acknowledges("liyi")
        .opensAWaveByHand()
        .isRefused(Rejection.ALREADY_COVERED);
  }

  @Test
  void wavesByHandHaveAnEnd() {
    AlertStory story = AlertStory.needing(1).under(AlertStory.terms(1, 0, 1, 1)).issued();
    for (int wave = 2; wave <= 20; wave++) {
      story.opensAWaveByHand().happened("WaveOpened " + wave + " BY_HAND");
    }
    story.opensAWaveByHand().isRefused(Rejection.TOO_MANY_WAVES);
  }

  @Test
  void aTeamNotReachedIsReplacedAtOnceInTheSameWave() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao")
            .under(AlertStory.terms(2, 0, 2, 3))
            .issued()
            .after(1)
            .confirms("xizhu")
            .fastForward(4)
            .happened("TaskUnreached liyi", "TaskOffered dahuangshan")
            .expect("#17 CALLING | xizhu OFFERED | liyi UNREACHED 5s | dahuangshan OFFERED 5s");
    assertThat(story.issuedState().wave()).isEqualTo(1);
    assertThat(story.task("dahuangshan").replaces()).isEqualTo(story.taskId("liyi"));
    assertThat(story.task("dahuangshan").answerBy()).isEqualTo(AlertStory.START.plusSeconds(60));
    assertThat(story.deadlines())
        .containsExactly("wave 60s", "reach 10s", "response-target 600s", "expiry 7200s");
  }

  @Test
  void aTeamThatAnsweredWithoutAnyReceiptIsNotUnreached() {
    AlertStory.needing(2, "xizhu", "liyi")
        .issued()
        .acknowledge("xizhu")
        .confirms("liyi")
        .fastForward(30)
        .expect("#17 CALLING | xizhu ACK | liyi OFFERED");
  }

  @Test
  void unreachedIsNotDeclinedAndALateAnswerIsWelcome() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 1, 1, 3))
            .issued()
            .fastForward(5)
            .expect("#17 CALLING | xizhu UNREACHED 5s | liyi OFFERED 5s")
            .confirms("liyi")
            .after(3)
            .confirms("xizhu")
            .happened("TaskReachedAgain xizhu")
            .expect("#17 CALLING | xizhu OFFERED 8s | liyi OFFERED 5s");
    assertThat(story.task("xizhu").answerBy()).isEqualTo(AlertStory.START.plusSeconds(8 + 60));
    story
        .acknowledges("xizhu")
        .expect("#17 COVERED | xizhu ACK 8s | liyi OFFERED 5s")
        .acknowledges("liyi")
        .expect("#17 COVERED | xizhu ACK 8s | liyi STANDBY 1 8s");
  }

  @Test
  void aLateReceiptBringsATeamBackOnlyIfItIsFreeAndTeamsAreMissing() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 1, 1, 3))
            .issued()
            .fastForward(5)
            .confirms("liyi");
    RecordReceipt whileOnOtherAlert = new RecordReceipt(story.taskId("xizhu"), "v", 1, false);
    story
        .does(whileOnOtherAlert)
        .happened("TaskReached xizhu")
        .expect("#17 CALLING | xizhu UNREACHED 5s | liyi OFFERED 5s")
        .does(whileOnOtherAlert)
        .nothingHappened()
        .acknowledges("liyi")
        .confirms("xizhu")
        .nothingHappened()
        .withdraws("liyi")
        .confirms("xizhu")
        .happened("TaskReachedAgain xizhu")
        .confirms("xizhu")
        .nothingHappened();
  }

  @Test
  void aReceiptCountsForTheCallThatItConfirms() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 0, 2, 3))
            .issued()
            .confirms("liyi")
            .acknowledges("xizhu")
            .after(30)
            .withdraws("xizhu");
    assertThat(story.task("liyi").call()).isEqualTo(2);
    assertThat(story.history().getLast())
        .isInstanceOfSatisfying(
            DispatchEvent.TaskOffered.class, again -> assertThat(again.call()).isEqualTo(2));
    story
        .does(new RecordReceipt(story.taskId("liyi"), "v", 1, true))
        .nothingHappened()
        .does(new RecordReceipt(story.taskId("liyi"), "v", 2, true))
        .happened("TaskReached liyi")
        .fastForward(5)
        .expect("#17 CALLING | xizhu WITHDRAWN 30s | liyi OFFERED 30s");
  }

  @Test
  void withNobodyLeftToReplaceAnUnreachedWaveTheNextOneOpens() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .fastForward(5)
        .happened(
            "TaskUnreached xizhu",
            "WaveOpened 2 EXHAUSTED",
            "WaveOpened 3 EXHAUSTED",
            "AlertEscalated 320371003209 320371003");
  }

  @Test
  void unreachedTeamsOfAnEarlierWaveAreMarkedButNotReplaced() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 0, 1, 3))
        .issued()
        .after(2)
        .opensAWaveByHand()
        .confirms("liyi")
        .fastForward(3)
        .happened("TaskUnreached xizhu")
        .expect("#17 CALLING | xizhu UNREACHED 5s | liyi OFFERED 2s");
  }

  @Test
  void onceCoveredUnreachedTeamsAreNotReplaced() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(1, 1, 2, 3))
        .issued()
        .acknowledges("xizhu")
        .fastForward(5)
        .happened("TaskUnreached liyi")
        .expect("#17 COVERED | xizhu ACK | liyi UNREACHED 5s");
  }

  @Test
  void aTeamCalledAgainHasToBeReachedAgain() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 2, 3))
        .issued()
        .confirms("liyi")
        .acknowledges("xizhu")
        .after(30)
        .withdraws("xizhu")
        .expect("#17 CALLING | xizhu WITHDRAWN 30s | liyi OFFERED 30s")
        .fastForward(5)
        .expect("#17 ESCALATED | xizhu WITHDRAWN 30s | liyi UNREACHED 35s");
  }

  @Test
  void anEscalatedAlertLooksAgainWhereTheLastWaveLooked() {
    AlertStory story =
        AlertStory.needing(2, "xizhu")
            .under(AlertStory.terms(2, 0, 2, 2))
            .issued()
            .acknowledges("xizhu")
            .expect("#17 ESCALATED | xizhu ACK")
            .parentAccepts();
    double lastRadius = story.lastCallOut().search().radiusMeters();
    List<DispatchEvent> before = List.copyOf(story.history());

    story.fastForward(65);
    assertThat(story.history()).as("nobody there: nothing is written").isEqualTo(before);
    assertThat(story.lastCallOut()).isInstanceOf(CallOut.LookAgain.class);

    story
        .onDuty("liyi", "dahuangshan", "houyao")
        .fastForward(25)
        .happened("WaveOpened 3 LOOKED_AGAIN", "TaskOffered liyi", "TaskOffered dahuangshan")
        .expect("#17 ESCALATED | xizhu ACK | liyi OFFERED 90s | dahuangshan OFFERED 90s");
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(lastRadius);
    assertThat(story.task("liyi").answerBy()).isEqualTo(AlertStory.START.plusSeconds(150));
  }

  @Test
  void whileAnOfferWaitsOrEnoughTeamsComeNobodyLooksAgain() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .under(AlertStory.terms(1, 0, 2, 1))
            .issued()
            .confirms("xizhu")
            .fastForward(60)
            .expect("#17 ESCALATED | xizhu OFFERED")
            .onDuty("liyi", "dahuangshan")
            // Its time is over: it may still answer, but is not waited for.
            .fastForward(30)
            .happened("WaveOpened 2 LOOKED_AGAIN", "TaskOffered liyi", "TaskOffered dahuangshan")
            .confirms("liyi")
            .confirms("dahuangshan")
            .onDuty("houyao")
            .fastForward(30);
    assertThat(story.issuedState().wave()).isEqualTo(2);
    story.acknowledges("liyi").fastForward(120);
    assertThat(story.line()).startsWith("#17 COVERED").doesNotContain("houyao");
  }

  /** However often it looks: waves by hand have their own number and go on getting wider. */
  @Test
  void aLookIsNoWideningWave() {
    AlertStory story = AlertStory.needing(5).under(AlertStory.terms(5, 0, 1, 1)).issued();
    for (int i = 0; i < 30; i++) {
      story.onDuty("team-" + i).fastForward(30);
      story.declines("team-" + i);
    }
    assertThat(story.issuedState().wave()).isEqualTo(31);
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(1_000);
    story.opensAWaveByHand().happened("WaveOpened 32 BY_HAND");
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(2_000);
  }

  /** Else one who says yes and no in turn would call the whole county. */
  @Test
  void dropOutsDoNotWidenTheSearchBeyondItsLastWave() {
    AlertStory story = AlertStory.needing(1).under(AlertStory.terms(1, 0, 1, 2)).issued();
    for (int i = 0; i < 10; i++) {
      story.onDuty("team-" + i).fastForward(61);
      story.acknowledges("team-" + i).withdraws("team-" + i);
    }
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(2_000);
    assertThat(story.lastCallOut().search().teams()).isEqualTo(1);
    story.opensAWaveByHand();
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(4_000);
  }

  @Test
  void beforeTheLastWaveNobodyLooksAgainAndAfterTheEndNothingHappens() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .after(61)
        .does(new AlertCommand.LookAgain(Deliveries.UNKNOWN))
        .nothingHappened()
        .isResolved()
        .does(new AlertCommand.LookAgain(Deliveries.UNKNOWN))
        .nothingHappened();
  }

  @Test
  void aTimerThatComesTwiceOrTooLateChangesNothing() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 1, 3))
        .issued()
        .confirms("xizhu")
        .fastForward(60)
        .does(new WaveDeadlinePassed(1))
        .nothingHappened()
        .does(
            new AlertCommand.ReachDeadlinePassed(
                AlertStory.START.plusSeconds(5), Deliveries.UNKNOWN))
        .nothingHappened();
  }

  @Test
  void aSearchThatAnswersForAStateThatIsPastIsStale() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 0, 1, 3))
            .issued();
    CallOut callOut = story.lastCallOut();
    Pick liyi = new Pick("liyi", "Liyi", AlertStory.reason(1));
    story
        .does(
            new CallTeams(
                callOut, new Selection(List.of(liyi), List.of()), List.of(new UUID(1, 1))))
        .isRefused(Rejection.STALE);
    CallOut.NextWave next =
        new CallOut.NextWave(
            DispatchEvent.WaveOpened.Trigger.BY_HAND, 2, story.lastCallOut().search());
    Pick xizhu = new Pick("xizhu", "Xizhu", AlertStory.reason(1));
    story
        .does(
            new CallTeams(next, new Selection(List.of(xizhu), List.of()), List.of(new UUID(1, 1))))
        .isRefused(Rejection.STALE);
    story
        .does(
            new CallTeams(
                next,
                new Selection(List.of(liyi, liyi), List.of()),
                List.of(new UUID(1, 1), new UUID(1, 2))))
        .isRefused(Rejection.STALE);
  }

  /** Readers of version 1 would not know the cause. */
  @Test
  void aWaveThatLacksTeamsForTheSamePeopleSaysSoInVersion2() {
    AlertStory story = AlertStory.needing(2, "xizhu").under(AlertStory.terms(2, 0, 1, 3)).issued();
    CallOut.NextWave next =
        new CallOut.NextWave(
            DispatchEvent.WaveOpened.Trigger.BY_HAND, 2, story.lastCallOut().search());
    List<Shortfall> same = List.of(new Shortfall(Shortfall.Cause.SAME_PEOPLE, 1));
    story
        .does(new CallTeams(next, new Selection(List.of(), same), List.of()))
        .happened("WaveOpened 2 BY_HAND");
    assertThat(story.history())
        .filteredOn(DispatchEvent.WaveOpenedV2.class::isInstance)
        .singleElement()
        .isEqualTo(
            new DispatchEvent.WaveOpenedV2(
                AlertStory.ALERT,
                AlertStory.START,
                2,
                DispatchEvent.WaveOpenedV2.Trigger.BY_HAND,
                next.search().radiusMeters(),
                AlertStory.START.plusSeconds(60),
                same));
  }

  @Test
  void theTimersThatMustExistFollowTheState() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi").under(AlertStory.terms(1, 1, 2, 3)).issued();
    assertThat(story.deadlines())
        .containsExactly("wave 60s", "reach 5s", "response-target 600s", "expiry 7200s");
    story.confirms("xizhu").confirms("liyi");
    assertThat(story.deadlines())
        .containsExactly("wave 60s", "response-target 600s", "expiry 7200s");
    story.acknowledges("xizhu");
    assertThat(story.deadlines())
        .containsExactly("wave 60s", "response-target 600s", "expiry 7200s");
    story.acknowledges("liyi");
    assertThat(story.deadlines()).containsExactly("response-target 600s", "expiry 7200s");
    story.isOnScene("xizhu");
    assertThat(story.deadlines()).containsExactly("expiry 7200s");
    story.isResolved();
    assertThat(story.deadlines()).isEmpty();
  }

  @Test
  void anAlertHoldsTheTeamsItCountsOn() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 1, 3, 3))
            .issued();
    assertThat(story.issuedState().engagedTeams()).containsExactly("xizhu", "liyi", "dahuangshan");
    story.declines("xizhu").acknowledge("liyi", "dahuangshan").completes("liyi");
    assertThat(story.issuedState().engagedTeams()).containsExactly("dahuangshan");
  }
}
