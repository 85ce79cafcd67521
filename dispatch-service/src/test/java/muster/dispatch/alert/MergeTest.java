package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertState.Running;
import org.junit.jupiter.api.Test;

/** Two alerts about the same become one. */
class MergeTest {
  private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000018");
  private static final UUID THIRD = UUID.fromString("00000000-0000-7000-8000-000000000019");
  private static final UUID REPORT = new UUID(9, 9);

  private final AtomicInteger ids = new AtomicInteger();

  private MergeRules.Plan plan(AlertStory from, AlertStory into) {
    return MergeRules.plan(
        (Running) from.state(),
        (Running) into.state(),
        "dispatcher",
        from.history(),
        () -> new UUID(0x7002, ids.incrementAndGet()));
  }

  private MergeRules.Plan merge(AlertStory from, AlertStory into) {
    MergeRules.Plan plan = plan(from, into);
    from.does(plan.merge());
    into.does(plan.takeIn());
    return plan;
  }

  @Test
  void whoComesOrStandsByGoesOnInTheOtherAlertAndOffersAreStoodDown() {
    AlertStory from =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 2, 3, 3))
            .as(OTHER)
            .issued()
            .acknowledge("xizhu", "liyi");
    AlertStory into = AlertStory.needing(3, "houyao", "zhuyuan").issued().acknowledges("houyao");

    merge(from, into);

    from.happened(
            "TaskPassedOn xizhu", "TaskPassedOn liyi", "TaskStoodDownV2 dahuangshan", "AlertMerged")
        .expect("#17 MERGED | xizhu PASSED_ON | liyi PASSED_ON | dahuangshan STOOD_DOWN");
    into.happened(
            "AlertTakenIn",
            "TaskTakenOver xizhu",
            "TaskTakenOver liyi",
            "TaskPromoted liyi",
            "AlertCovered",
            "TaskStoodDown zhuyuan")
        .expect("#17 COVERED | houyao ACK | zhuyuan STOOD_DOWN | xizhu ACK | liyi ACK")
        .answers("xizhu", "xizhu COMES 240")
        .eta("xizhu", 240)
        .peopleComing("houyao", "xizhu", "liyi");
    assertThat(from.task("xizhu").passedOnTo()).isEqualTo(into.taskId("xizhu"));
    assertThat(from.deadlines()).isEmpty();
  }

  @Test
  void whoComesIsKeptBeyondTheNeedAndWhoIsThereStopsTheResponseClock() {
    AlertStory from =
        AlertStory.needing(2, "xizhu", "liyi")
            .as(OTHER)
            .issued()
            .acknowledge("xizhu", "liyi")
            .isOnScene("xizhu")
            .isEnRoute("liyi");
    AlertStory into = AlertStory.needing(1, "houyao").issued().acknowledges("houyao");

    merge(from, into);

    into.happened("AlertTakenIn", "TaskTakenOver xizhu", "TaskTakenOver liyi")
        .expect("#17 COVERED | houyao ACK | xizhu ON_SCENE | liyi EN_ROUTE")
        .completes("xizhu")
        .withdraws("liyi")
        .expect("#17 COVERED | houyao ACK | xizhu COMPLETED | liyi WITHDRAWN");
    assertThat(into.issuedState().times().onSceneAt()).isEqualTo(AlertStory.START);
  }

  @Test
  void whoStandsByStandsBehindThoseWhoDoSoAlready() {
    AlertStory from =
        AlertStory.needing(1, "xizhu", "liyi", "dahuangshan")
            .under(AlertStory.terms(1, 3, 3, 3))
            .as(OTHER)
            .issued()
            .acknowledge("dahuangshan", "liyi", "xizhu");
    AlertStory into =
        AlertStory.needing(1, "houyao", "zhuyuan")
            .under(AlertStory.terms(1, 3, 3, 3))
            .issued()
            .acknowledge("houyao", "zhuyuan");

    merge(from, into);

    into.expect(
            "#17 COVERED | houyao ACK | zhuyuan STANDBY 1 | dahuangshan ACK | liyi STANDBY 2"
                + " | xizhu STANDBY 3")
        .withdraws("houyao")
        .happened("TaskWithdrawn houyao");
  }

  @Test
  void aTeamThatBothHaveCalledKeepsTheTaskThatItHasThere() {
    AlertStory from = AlertStory.needing(1, "xizhu").as(OTHER).issued().acknowledges("xizhu");
    AlertStory into = AlertStory.needing(2, "xizhu", "houyao").issued();
    UUID task = into.taskId("xizhu");

    merge(from, into);

    into.expect("#17 CALLING | xizhu ACK | houyao OFFERED");
    assertThat(into.taskId("xizhu")).isEqualTo(task);
    assertThat(from.task("xizhu").passedOnTo()).isEqualTo(task);
  }

  @Test
  void aTeamThatComesToBothComesOnceAndStandsAsItStoodThere() {
    AlertStory from = AlertStory.needing(1, "xizhu").as(OTHER).issued().acknowledges("xizhu");
    AlertStory into =
        AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu").isOnScene("xizhu");

    merge(from, into);

    from.happened("TaskPassedOn xizhu", "AlertMerged");
    into.happened("AlertTakenIn").expect("#17 COVERED | xizhu ON_SCENE");
  }

  @Test
  void aTeamThatIsFartherOnForTheOtherAlertIsSoHereToo() {
    AlertStory from =
        AlertStory.needing(1, "xizhu", "liyi")
            .as(OTHER)
            .issued()
            .acknowledges("xizhu")
            .isOnScene("xizhu");
    AlertStory into = AlertStory.needing(1, "xizhu").issued().acknowledges("xizhu");

    merge(from, into);

    into.happened("AlertTakenIn", "TaskOnScene xizhu").expect("#17 COVERED | xizhu ON_SCENE");
  }

  @Test
  void whoStandsByHereAndComesThereComesWithAllWhoSaidSo() {
    AlertStory from =
        AlertStory.needing(1, "xizhu")
            .as(OTHER)
            .membersOnDuty("xizhu", "m", "n")
            .issued()
            .comes("xizhu", "m", 60);
    AlertStory into =
        AlertStory.needing(1, "houyao", "xizhu")
            .under(AlertStory.terms(1, 2, 2, 3))
            .membersOnDuty("xizhu", "m", "n")
            .issued()
            .acknowledges("houyao")
            .comes("xizhu", "n", 90)
            .expect("#17 COVERED | houyao ACK | xizhu STANDBY 1");

    merge(from, into);

    into.expect("#17 COVERED | houyao ACK | xizhu ACK").peopleComing("houyao", "m", "n");
  }

  @Test
  void aTeamInLineOfWhichNobodyIsOnDutyIsNotPromotedByTheMerger() {
    AlertStory from =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 2, 2, 3))
            .as(OTHER)
            .issued()
            .acknowledge("xizhu", "liyi");
    AlertStory into =
        AlertStory.needing(3, "houyao", "zhuyuan")
            .issued()
            .acknowledges("houyao")
            .isStaffed("liyi");

    merge(from, into);

    assertThat(into.task("liyi").state()).isEqualTo(TaskState.WITHDRAWN);
    into.expect("#17 CALLING | houyao ACK | zhuyuan OFFERED | xizhu ACK | liyi WITHDRAWN");
  }

  @Test
  void helpThatATeamHasAskedForGoesOnOrHoldsTheMergerUp() {
    AlertStory from =
        AlertStory.needing(2, "xizhu", "liyi")
            .as(OTHER)
            .issued()
            .acknowledge("xizhu", "liyi")
            .asksForHelp("xizhu", Kind.POLICE, "two of them")
            .asksForHelp("liyi", Kind.AMBULANCE, null)
            .withdraws("liyi");
    AlertStory into = AlertStory.needing(2, "houyao").issued();

    from.does(plan(from, into).merge()).isRefused(Rejection.HELP_OPEN);

    from.helpIsInHand("liyi", null);
    merge(from, into);
    assertThat(AlertView.of(into.issuedState()).openHelp())
        .singleElement()
        .satisfies(
            help -> {
              assertThat(help.teamId()).isEqualTo("xizhu");
              assertThat(help.kind()).isEqualTo(Kind.POLICE);
              assertThat(help.text()).isEqualTo("two of them");
            });
  }

  @Test
  void whoOfATeamComesToOneOfThemComesAlong() {
    AlertStory from =
        AlertStory.needing(1, "xizhu")
            .as(OTHER)
            .membersOnDuty("xizhu", "m", "n")
            .issued()
            .comes("xizhu", "m", 60);
    AlertStory into =
        AlertStory.needing(1, "xizhu")
            .membersOnDuty("xizhu", "m", "n")
            .issued()
            .comes("xizhu", "n", 90);

    merge(from, into);

    into.happened("AlertTakenIn").said("m COMES 60").eta("xizhu", 60).peopleComing("n", "m");
  }

  @Test
  void aPersonWhoComesToBothComesWithOneTeam() {
    AlertStory from =
        AlertStory.needing(2, "xizhu", "liyi")
            .as(OTHER)
            .membersOnDuty("liyi", "m", "n")
            .issued()
            .comes("xizhu", "m", 60)
            .comes("liyi", "n", 60);
    AlertStory into = AlertStory.needing(2, "houyao", "zhuyuan").issued().comes("houyao", "m", 90);

    merge(from, into);

    from.happened("TaskPassedOn liyi", "TaskStoodDownV2 xizhu", "AlertMerged");
    into.peopleComing("m", "n").answers("houyao", "m COMES 90").answers("liyi", "n COMES 60");
  }

  @Test
  void cluesFollowOnce() {
    AlertStory from = AlertStory.needing(1, "xizhu").as(OTHER).issued();
    AlertStory into = AlertStory.needing(1, "houyao").issued();
    UUID addition = new UUID(9, 10);
    from.does(new AddClue(REPORT, "reporter", "seen at the bridge", null))
        .does(new AddClue(REPORT, "reporter", "now at the mill", null, addition, false));
    into.does(new AddClue(REPORT, "reporter", "seen at the bridge", null));

    merge(from, into);

    into.happened("AlertTakenIn", "ClueReceived")
        .does(new AddClue(REPORT, "reporter", "now at the mill", null, addition, false))
        .nothingHappened();
    from.does(new AddClue(new UUID(9, 11), "reporter", "too late", null))
        .isRefused(Rejection.ALERT_OVER);
  }

  @Test
  void theReportThatTheAlertCameFromIsAClueOfTheOther() {
    AlertStory from = AlertStory.needing(1, "xizhu").as(OTHER).from(REPORT).issued();
    AlertStory into = AlertStory.needing(1, "houyao").issued();

    merge(from, into);

    assertThat(into.history())
        .filteredOn(ClueReceived.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ClueReceived.class,
            clue -> {
              assertThat(clue.reportId()).isEqualTo(REPORT);
              assertThat(clue.text()).startsWith(AlertStory.DETAILS.headline());
              assertThat(clue.location()).isEqualTo(AlertStory.DETAILS.location());
            });
  }

  @Test
  void aMergerIsRepeatedWithoutHarmAndIsNotReopened() {
    AlertStory from = AlertStory.needing(1, "xizhu").as(OTHER).issued();
    AlertStory into = AlertStory.needing(1, "houyao").issued();
    MergeRules.Plan plan = merge(from, into);

    from.does(plan.merge()).nothingHappened();
    from.does(new AlertCommand.Merge("dispatcher", THIRD, null, plan.merge().passedOn()))
        .isRefused(Rejection.ALERT_OVER);
    from.reopened().isRefused(Rejection.MERGED);
    from.isResolved().isRefused(Rejection.ALERT_OVER);
    into.isResolved().does(plan.takeIn()).isRefused(Rejection.OTHER_ALERT_OVER);
  }
}
