package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.contracts.place.JurisdictionCode;
import org.junit.jupiter.api.Test;

/** What the parent jurisdiction does with an alert that was handed to it, or does not. */
class EscalationTest {
  private static final String UP = "AlertEscalated 320371003209 320371003";

  private static AlertStory escalated() {
    return AlertStory.needing(1, "xizhu")
        .under(AlertStory.terms(1, 0, 1, 1))
        .issued()
        .declines("xizhu")
        .happened("TaskDeclined xizhu", UP);
  }

  @Test
  void itIsAcceptedOnceWhoeverIsFirst() {
    AlertStory story =
        escalated()
            .after(20)
            .parentAccepts()
            .happened("EscalationAccepted 320371003")
            .parentAccepts()
            .nothingHappened();
    Escalation escalation = Objects.requireNonNull(story.issuedState().escalation());
    assertThat(escalation.acceptedBy()).isEqualTo("dispatcher of the parent");
    assertThat(escalation.acceptedAt()).isEqualTo(AlertStory.START.plusSeconds(20));
    assertThat(escalation.told()).isEqualTo(1);
    assertThat(story.deadlines())
        .containsExactly("look-again 30s", "response-target 600s", "expiry 7200s");
  }

  @Test
  void whoeverComesSecondIsRefusedAlsoAfterTheEnd() {
    AlertCommand another = new AlertCommand.AcceptEscalation("another");
    AlertStory story = escalated().after(20).parentAccepts().after(30).does(another);
    story.isRefused(Rejection.ALREADY_ACCEPTED);
    Escalation escalation = Objects.requireNonNull(story.issuedState().escalation());
    assertThat(escalation.acceptedBy()).isEqualTo("dispatcher of the parent");
    assertThat(escalation.acceptedAt()).isEqualTo(AlertStory.START.plusSeconds(20));
    story.isResolved().does(another).isRefused(Rejection.ALERT_OVER);
    escalated().does(another).happened("EscalationAccepted 320371003");
  }

  @Test
  void whileNobodyAcceptsItIsToldAgainEachMinuteTenTimesInAll() {
    AlertStory story = escalated().fastForward(59);
    assertThat(told(story)).isZero();
    story.fastForward(1).happened("EscalationToldAgain 2");
    assertThat(story.deadlines()).contains("tell-again 120s");
    story.fastForward(8 * 60);
    assertThat(told(story)).isEqualTo(9);
    assertThat(AlertView.of(story.issuedState()).escalation())
        .isEqualTo(
            new Escalation(
                new JurisdictionCode("320371003"),
                AlertStory.START,
                10,
                AlertStory.START.plusSeconds(540),
                null,
                null));
    assertThat(story.deadlines()).noneMatch(deadline -> deadline.startsWith("tell-again"));
    story.fastForward(3_000);
    assertThat(told(story)).isEqualTo(9);
    story.parentAccepts().happened("EscalationAccepted 320371003");
  }

  @Test
  void onceAcceptedItIsNotToldAgain() {
    AlertStory story = escalated().fastForward(60).parentAccepts().fastForward(600);
    assertThat(told(story)).isEqualTo(1);
  }

  @Test
  void aTimerThatComesTwiceTellsOnce() {
    escalated()
        .after(60)
        .does(new AlertCommand.TellEscalationAgain(1))
        .happened("EscalationToldAgain 2")
        .does(new AlertCommand.TellEscalationAgain(1))
        .nothingHappened();
  }

  @Test
  void whileEnoughTeamsComeNothingIsToldAndWhenTheyDoNotItIsAgain() {
    AlertStory story =
        AlertStory.needing(1, "xizhu", "liyi")
            .under(AlertStory.terms(1, 0, 2, 1))
            .issued()
            .confirms("xizhu")
            .confirms("liyi")
            .fastForward(60)
            .happened(UP)
            .acknowledges("liyi")
            .fastForward(300);
    assertThat(told(story)).isZero();
    assertThat(story.deadlines()).noneMatch(deadline -> deadline.startsWith("tell-again"));
    story.does(new AlertCommand.TellEscalationAgain(1)).nothingHappened();
    story.withdraws("liyi");
    assertThat(story.deadlines()).contains("tell-again 120s");
    story.fastForward(1);
    assertThat(told(story)).isEqualTo(1);
  }

  @Test
  void thereMustBeSomethingToAccept() {
    AlertStory.needing(1, "xizhu")
        .parentAccepts()
        .isRefused(Rejection.NO_SUCH_ALERT)
        .issued()
        .parentAccepts()
        .isRefused(Rejection.NOT_ESCALATED);
  }

  @Test
  void afterTheEndOnlyWhatWasAcceptedIsAcceptedAgain() {
    escalated()
        .isResolved()
        .parentAccepts()
        .isRefused(Rejection.ALERT_OVER)
        .does(new AlertCommand.TellEscalationAgain(1))
        .nothingHappened();
    escalated().parentAccepts().isResolved().parentAccepts().nothingHappened();
  }

  @Test
  void aReopenedAlertHasNotBeenHandedOnYet() {
    AlertStory story = escalated().parentAccepts().isResolved().after(60).reopened();
    // Nobody is left to be called, so it is handed on at once, and nobody has accepted that.
    Escalation escalation = Objects.requireNonNull(story.issuedState().escalation());
    assertThat(escalation.at()).isEqualTo(AlertStory.START.plusSeconds(60));
    assertThat(escalation.isAccepted()).isFalse();
    assertThat(story.state().deadlines().stream().map(Deadline::key)).contains("tell-again:2:1");
  }

  private static long told(AlertStory story) {
    return story.history().stream().filter(EscalationToldAgain.class::isInstance).count();
  }
}
