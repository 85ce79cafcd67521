package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate.Answer;
import muster.dispatch.alert.AlertCommand.Acknowledge;
import muster.dispatch.alert.AlertCommand.Decline;
import org.junit.jupiter.api.Test;

/**
 * What members say after the end, each for himself or herself, and what a reopening makes of it.
 */
class LateAnswersTest {
  private static final String COMES = "TaskAnsweredLate xizhu COMES";
  private static final String CANNOT = "TaskAnsweredLate xizhu CANNOT";

  /** liyi is to come, xizhu of three members is called and not needed. */
  private static AlertStory called() {
    return AlertStory.needing(1, "liyi", "xizhu")
        .under(AlertStory.terms(1, 0, 2, 1))
        .membersOnDuty("xizhu", "m1", "m2", "m3")
        .issued();
  }

  private static AlertStory over() {
    return called().acknowledges("liyi").isResolved();
  }

  private static AlertStory kept(AlertStory story, String line) {
    return story.isRefusedAndKept(Rejection.ALERT_OVER, line);
  }

  private static void isCalledAgain(AlertStory story) {
    story
        .reopened()
        .happened("AlertReopened", "WaveOpened 2 BY_HAND", "TaskOffered liyi", "TaskOffered xizhu")
        .answers("xizhu", "");
  }

  private static void isNotCalledAgain(AlertStory story) {
    story.reopened().happened("AlertReopened", "WaveOpened 2 BY_HAND", "TaskOffered liyi");
    assertThat(story.task("xizhu").state()).isEqualTo(TaskState.DECLINED);
  }

  @Test
  void oneOfThreeWhoCannotDoesNotAnswerForTheOthers() {
    AlertStory story = kept(over().cannot("xizhu", "m1"), CANNOT);
    assertThat(last(story).othersLeft()).isTrue();
    isCalledAgain(story);
  }

  @Test
  void theLastOfThoseOnDutyDoes() {
    AlertStory story = kept(over().cannot("xizhu", "m1"), CANNOT);
    kept(story.cannot("xizhu", "m2"), CANNOT);
    kept(story.cannot("xizhu", "m3"), CANNOT);
    assertThat(last(story).othersLeft()).isNull();
    isNotCalledAgain(story);
  }

  @Test
  void whatSomeSaidBeforeTheEndCountsAlong() {
    AlertStory story =
        called().cannot("xizhu", "m1").cannot("xizhu", "m2").acknowledges("liyi").isResolved();
    story.cannot("xizhu", "m2").nothingHappened();
    kept(story.cannot("xizhu", "m3"), CANNOT);
    isNotCalledAgain(story);
  }

  @Test
  void eachMembersAnswerIsKeptOnceAndAYesIsNotOverruledByAnothersNo() {
    AlertStory story = kept(over().comes("xizhu", "m1", 60), COMES);
    story.comes("xizhu", "m1", 60).isRefused(Rejection.ALERT_OVER);
    kept(story.comes("xizhu", "m2", 90), COMES);
    kept(story.cannot("xizhu", "m2"), CANNOT);
    story.cannot("xizhu", "m2").isRefused(Rejection.ALERT_OVER);
    kept(story.cannot("xizhu", "m3"), CANNOT);
    assertThat(last(story).othersLeft()).as("m1 would come").isTrue();
    assertThat(story.task("xizhu").lateAnswer()).isEqualTo(Answer.CANNOT);
    isCalledAgain(story);
  }

  @Test
  void whenAllThinkOtherwiseTheTeamHasSaidNo() {
    AlertStory story = kept(over().comes("xizhu", "m1", 60), COMES);
    kept(story.cannot("xizhu", "m2"), CANNOT);
    kept(story.cannot("xizhu", "m3"), CANNOT);
    kept(story.cannot("xizhu", "m1"), CANNOT);
    isNotCalledAgain(story);
  }

  @Test
  void theCaptainSaysNoForAllAndWhoComesAfterAllIsCalled() {
    AlertStory story = kept(over().comes("xizhu", "m1", 60), COMES);
    kept(story.answersForAll("xizhu", "m3"), CANNOT);
    story.answersForAll("xizhu", "m3").isRefused(Rejection.ALERT_OVER);
    isNotCalledAgain(story);

    AlertStory otherwise = kept(over().comes("xizhu", "m1", 60), COMES);
    kept(otherwise.cannot("xizhu", "m3"), CANNOT);
    kept(otherwise.answersForAll("xizhu", "m3"), CANNOT);
    kept(otherwise.comes("xizhu", "m1", 60), COMES);
    isCalledAgain(otherwise);
  }

  @Test
  void whoWouldHaveComeWithATeamThatDeclinedAndThenWouldNotLeavesItAsItWas() {
    AlertStory story = called().answersForAll("xizhu", "m1").acknowledges("liyi").isResolved();
    kept(story.comes("xizhu", "m2", 60), COMES);
    kept(story.cannot("xizhu", "m2"), CANNOT);
    isNotCalledAgain(story);
  }

  @Test
  void theOthersOfATeamWhoseYesWasTakenAreHeardToo() {
    AlertStory story = called().comes("xizhu", "m1", 60).isResolved();
    kept(story.comes("xizhu", "m2", 90), COMES);
    kept(story.cannot("xizhu", "m3"), CANNOT);
    assertThat(last(story).othersLeft()).isTrue();
    story
        .comes("xizhu", "m1", 30)
        .isRefused(Rejection.ALERT_OVER)
        .cannot("xizhu", "m1")
        .isRefused(Rejection.ALERT_OVER);
    isCalledAgain(story);
  }

  /** m1 came, and has gone home since: one colleague who cannot is not the team. */
  @Test
  void aNoOfTheOnlyOneOnDutyIsNotThatOfATeamThatCame() {
    AlertStory story = called().comes("xizhu", "m1", 60).isResolved().membersOnDuty("xizhu", "m2");
    kept(story.cannot("xizhu", "m2"), CANNOT);
    isCalledAgain(story);
  }

  @Test
  void anAnswerOnThePhoneNamesTheMember() {
    AlertStory story = over();
    for (String member : new String[] {"m1", "m2"}) {
      story.does(
          new Acknowledge(
              story.taskId("xizhu"), new Respondent(member, "dispatcher", Said.PHONE), 300));
      kept(story, COMES);
      assertThat(last(story))
          .isEqualTo(
              new TaskAnsweredLate(
                  AlertStory.ALERT,
                  AlertStory.START,
                  story.taskId("xizhu"),
                  "xizhu",
                  "dispatcher",
                  Answer.COMES,
                  300,
                  null,
                  member,
                  Said.PHONE,
                  null));
    }
    story.comes("xizhu", "m1", 60).isRefused(Rejection.ALERT_OVER);
  }

  /** From before it was told whose answer one is: each was the team's. */
  @Test
  void anOlderHistoryMeansWhatItMeant() {
    AlertStory story = over();
    UUID task = story.taskId("xizhu");
    AlertState comes = story.state().evolve(older(task, "account-1", Answer.COMES));
    AlertState cannot = comes.evolve(older(task, "account-2", Answer.CANNOT));
    assertThat(refuses(comes, task)).isFalse();
    assertThat(refuses(cannot, task)).isTrue();
    assertThat(refuses(cannot.evolve(older(task, "account-3", Answer.COMES)), task)).isFalse();

    Respondent member = Respondent.inApp("m1", "account-1");
    assertThat(AlertDecider.decide(comes, new Acknowledge(task, member, 60), story.now()))
        .isEqualTo(new Decision.Rejected(Rejection.ALERT_OVER));
    Decision changed =
        AlertDecider.decide(
            comes, new Decline(task, member, null, false, Set.of("m2")), story.now());
    AlertState after = comes.evolve(((Decision.RefusedAndKept) changed).events().getFirst());
    assertThat(((AlertState.Issued) after).findTask(task).orElseThrow().late())
        .isEqualTo(new LateAnswers(Map.of("m1", Answer.CANNOT), Answer.CANNOT, false));
  }

  private static TaskAnsweredLate older(UUID task, String by, Answer answer) {
    return new TaskAnsweredLate(
        AlertStory.ALERT,
        AlertStory.START,
        task,
        "xizhu",
        by,
        answer,
        null,
        null,
        null,
        null,
        null);
  }

  private static boolean refuses(AlertState state, UUID task) {
    return ((AlertState.Issued) state).findTask(task).orElseThrow().refuses();
  }

  private static TaskAnsweredLate last(AlertStory story) {
    DispatchEvent last = story.history().getLast();
    assertThat(last).isInstanceOf(TaskAnsweredLate.class);
    return (TaskAnsweredLate) last;
  }
}
