package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2.Cause;
import muster.dispatch.team.Staffing.Duty;
import muster.dispatch.team.Staffing.Person;
import org.junit.jupiter.api.Test;

/** Two offers of an alert that have come to rest on the same person: one is waited for in vain. */
class OffersOnOnePersonTest {

  private static Person on(String member) {
    return new Person(member, null, Duty.ON, AlertStory.START);
  }

  private static Person off(String member) {
    return new Person(member, null, Duty.OFF_BY_WORD, AlertStory.START.plusSeconds(2));
  }

  private static Person silent(String member, long seconds) {
    return new Person(member, null, Duty.OFF, AlertStory.START.plusSeconds(seconds));
  }

  /** v is in both teams, w in xizhu alone. */
  private static AlertStory restingOnTwo() {
    return AlertStory.needing(2, "xizhu", "liyi", "dahuangshan")
        .under(AlertStory.terms(2, 0, 2, 3))
        .membersOnDuty("xizhu", "v", "w")
        .membersOnDuty("liyi", "v")
        .issued()
        .isStaffed("xizhu", on("v"), on("w"))
        .isStaffed("liyi", on("v"))
        .after(4)
        .compares("xizhu", "liyi")
        .nothingHappened();
  }

  private static void xizhuIsWithdrawn(AlertStory story) {
    story
        .offDuty("xizhu")
        .compares("xizhu", "liyi")
        .happened("TaskWithdrawnV2 xizhu")
        .expect("#17 CALLING | xizhu WITHDRAWN 4s | liyi OFFERED");
    assertThat(story.task("xizhu").withdrawnFor()).isEqualTo(Cause.MEMBERS_ELSEWHERE);
    story
        .compares("xizhu", "liyi")
        .nothingHappened()
        .cannot("liyi", "v")
        .happened("TaskDeclined liyi", "WaveOpened 2 EXHAUSTED", "TaskOffered dahuangshan");
  }

  @Test
  void theOneIsWithdrawnOfWhichTheOtherMemberHasSaidNo() {
    xizhuIsWithdrawn(restingOnTwo().cannot("xizhu", "w").said("w CANNOT").happened());
  }

  @Test
  void orHasGoneHome() {
    xizhuIsWithdrawn(restingOnTwo().isStaffed("xizhu", on("v"), off("w")));
  }

  @Test
  void orHasLeftTheTeam() {
    xizhuIsWithdrawn(restingOnTwo().isStaffed("xizhu", on("v")));
    // Who was at home when the team was called takes nobody's place.
    xizhuIsWithdrawn(restingOnTwo().isStaffed("xizhu", on("v"), silent("x", -60)));
  }

  @Test
  void silenceIsNoWord() {
    restingOnTwo()
        .isStaffed("xizhu", on("v"), silent("w", 2))
        .compares("xizhu", "liyi")
        .nothingHappened();
  }

  @Test
  void norIsATeamWithdrawnOfWhichSomebodySilentIsLeft() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi")
            .under(AlertStory.terms(2, 0, 2, 3))
            .membersOnDuty("xizhu", "v", "w", "x")
            .issued()
            .isStaffed("xizhu", on("v"), on("w"), silent("x", 2))
            .isStaffed("liyi", on("v"))
            .after(4)
            .cannot("xizhu", "w")
            .compares("xizhu", "liyi")
            .nothingHappened();
    story.isStaffed("xizhu", silent("x", 2)).compares("xizhu", "liyi").nothingHappened();
  }

  @Test
  void whoHasComeOnDutySinceTakesTheOthersPlace() {
    restingOnTwo()
        .cannot("xizhu", "w")
        .isStaffed("xizhu", on("v"), on("w"), on("y"))
        .compares("xizhu", "liyi")
        .nothingHappened();
  }
}
