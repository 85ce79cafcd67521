package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned.Result;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand.LeaveLead;
import muster.dispatch.alert.AlertCommand.Merge;
import muster.dispatch.alert.AlertCommand.NoteTelephoneCall;
import muster.dispatch.alert.AlertCommand.ReadRadioLine;
import muster.dispatch.alert.AlertCommand.Resolve;
import muster.dispatch.alert.AlertCommand.TakeLead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What desks do with an alert beside the call-out. */
class DeskWorkTest {
  private static final TakeLead ZHANG = new TakeLead("zhang", "Zhang Wei");
  private static final TakeLead LI = new TakeLead("li", "Li Na");

  private static AlertStory oneCalled() {
    return AlertStory.needing(1, "xizhu").issued();
  }

  private static @Nullable String lead(AlertStory story) {
    Lead lead = AlertView.of(story.issuedState()).lead();
    return lead == null ? null : lead.account() + " " + lead.name();
  }

  @Test
  void whoTakesTheLeadHasItAndWhoeverTakesItAfterThat() {
    AlertStory story = oneCalled();
    assertThat(lead(story)).isNull();
    story.does(ZHANG).happened("LeadTaken");
    assertThat(((LeadTaken) story.history().getLast()).from()).isNull();
    assertThat(lead(story)).isEqualTo("zhang Zhang Wei");
    story.after(3).does(ZHANG).nothingHappened();
    story.does(LI).happened("LeadTaken");
    assertThat(((LeadTaken) story.history().getLast()).from()).isEqualTo("zhang");
    assertThat(lead(story)).isEqualTo("li Li Na");
    assertThat(Objects.requireNonNull(AlertView.of(story.issuedState()).lead()).since())
        .isEqualTo(story.now());
  }

  @Test
  void whoLeavesTheLeadHasLeftItAndNobodyElseLosesIt() {
    AlertStory story = oneCalled().does(ZHANG);
    story.does(new LeaveLead("li")).nothingHappened();
    assertThat(lead(story)).isEqualTo("zhang Zhang Wei");
    story.does(new LeaveLead("zhang")).happened("LeadLeft");
    assertThat(lead(story)).isNull();
    story.does(new LeaveLead("zhang")).nothingHappened();
    story.does(ZHANG).happened("LeadTaken");
  }

  @Test
  void theLeadEndsWithTheAlertAndOneThatIsReopenedHasNone() {
    AlertStory story = oneCalled().does(ZHANG).isResolved();
    assertThat(lead(story)).isNull();
    story.does(ZHANG).isRefused(Rejection.ALERT_OVER);
    story.does(new LeaveLead("zhang")).nothingHappened();
    story.reopened();
    assertThat(lead(story)).isNull();
    story.does(LI).happened("LeadTaken");
    assertThat(((LeadTaken) story.history().getLast()).from()).isNull();
  }

  @Test
  void aGuestIsNotToldWhoSitsAtTheCommandCenter() {
    AlertView alert = AlertView.of(oneCalled().does(ZHANG).issuedState());
    assertThat(alert.lead()).isNotNull();
    assertThat(alert.forGuest(new JurisdictionCode("3204")).lead()).isNull();
    assertThat(alert.withoutTasks().lead()).isEqualTo(alert.lead());
  }

  @Test
  void aLineThatIsReadTwiceWithinTenSecondsIsOneAndLaterItIsAnother() {
    ReadRadioLine line = new ReadRadioLine("zhang", "417, Xizhu shop, e-bike stolen");
    AlertStory story = oneCalled().does(line).happened("RadioLineRead");
    story.after(9).does(line).nothingHappened();
    story.does(new ReadRadioLine("li", line.text())).happened("RadioLineRead");
    story.after(10).does(new ReadRadioLine("li", line.text())).happened("RadioLineRead");
  }

  /** It was said, whatever the alert is by then. */
  @Test
  void whatIsReadAfterTheEndStandsInTheHistory() {
    AlertStory story = oneCalled().isResolved();
    ReadRadioLine line = new ReadRadioLine("zhang", "417 is over, thanks to all");
    story.does(line).happened("RadioLineRead");
    story.does(line).nothingHappened();
    assertThat(story.issuedState().status()).isEqualTo(AlertStatus.RESOLVED);
  }

  @ParameterizedTest
  @EnumSource
  void aCallOnTheTelephoneChangesNothingOfTheTask(Result result) {
    AlertStory story = oneCalled();
    Task before = story.task("xizhu");
    story
        .does(new NoteTelephoneCall(before.id(), "zhang", "xizhu", result))
        .happened("TaskTelephoned xizhu");
    Task after = story.task("xizhu");
    assertThat(after.telephoned(null)).isEqualTo(before);
    assertThat(after.telephoned())
        .isEqualTo(new TelephoneCall(story.now(), "zhang", "xizhu", result));
    assertThat(story.issuedState().times()).isEqualTo(ResponseTimes.NONE);
    // No device has confirmed: another team is called in its place all the same.
    story.fastForward(5);
    assertThat(story.task("xizhu").state()).isEqualTo(TaskState.UNREACHED);
  }

  @Test
  void aCallThatANetworkDoublesIsOneAndAnotherResultIsAnotherCall() {
    AlertStory story = oneCalled();
    UUID task = story.taskId("xizhu");
    story
        .does(new NoteTelephoneCall(task, "zhang", null, Result.NO_ANSWER))
        .happened("TaskTelephoned xizhu");
    story.after(9).does(new NoteTelephoneCall(task, "zhang", null, Result.NO_ANSWER));
    story.nothingHappened();
    story
        .does(new NoteTelephoneCall(task, "zhang", null, Result.REACHED))
        .happened("TaskTelephoned xizhu");
    story
        .after(10)
        .does(new NoteTelephoneCall(task, "zhang", null, Result.REACHED))
        .happened("TaskTelephoned xizhu");
    story
        .does(new NoteTelephoneCall(new UUID(3, 3), "zhang", null, Result.REACHED))
        .isRefused(Rejection.UNKNOWN_TASK);
  }

  @Test
  void aTeamThatIsCalledAgainStaysRungUp() {
    AlertStory story = oneCalled();
    story.does(new NoteTelephoneCall(story.taskId("xizhu"), "zhang", null, Result.WRONG_NUMBER));
    story.declines("xizhu").callsAgain("xizhu").happened("TaskOffered xizhu");
    assertThat(Objects.requireNonNull(story.task("xizhu").telephoned()).result())
        .isEqualTo(Result.WRONG_NUMBER);
  }

  @Test
  void aTeamMayBeRungUpAfterTheEndButNotInAnAlertThatGoesOnElsewhere() {
    AlertStory story = oneCalled();
    UUID task = story.taskId("xizhu");
    NoteTelephoneCall call = new NoteTelephoneCall(task, "zhang", null, Result.REACHED);
    story.does(new Resolve("zhang", Outcome.FOUND, null)).does(call);
    story.happened("TaskTelephoned xizhu").does(call).nothingHappened();

    AlertStory merged = oneCalled();
    merged.does(new Merge("zhang", new UUID(9, 9), 40_318, new java.util.LinkedHashMap<>()));
    merged
        .does(new NoteTelephoneCall(merged.taskId("xizhu"), "zhang", null, Result.REACHED))
        .isRefused(Rejection.ALERT_OVER);
    merged.does(new ReadRadioLine("zhang", "go on with 418")).isRefused(Rejection.MERGED);
    merged.does(LI).isRefused(Rejection.ALERT_OVER);
  }
}
