package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.dispatch.team.Search;
import muster.dispatch.team.Staffing;
import org.junit.jupiter.api.Test;

/** An alert that needs so many people, however many teams they come with. */
class PeopleNeededTest {
  private static final CallOutTerms FOUR_PEOPLE = AlertStory.terms(1, 0, 3, 3).needingPeople(4, 9);

  /** Three teams of three: nine people on duty, as many as the first wave calls. */
  private static AlertStory threeTeamsOfThree() {
    return AlertStory.needing(1, "xizhu", "liyi", "houyao", "suyang")
        .under(FOUR_PEOPLE)
        .membersOnDuty("xizhu", "x1", "x2", "x3")
        .membersOnDuty("liyi", "l1", "l2", "l3")
        .membersOnDuty("houyao", "h1", "h2", "h3")
        .membersOnDuty("suyang", "s1", "s2", "s3")
        .issued();
  }

  @Test
  void aWaveCallsAsManyTeamsAsHaveThePeopleOnDuty() {
    AlertStory story =
        threeTeamsOfThree().expect("#17 CALLING | xizhu OFFERED | liyi OFFERED | houyao OFFERED");
    Search search = story.lastCallOut().search();
    assertThat(search.people()).isEqualTo(9);
    assertThat(search.teams()).isEqualTo(CallOutRules.MAXIMUM_WAVE_SIZE);
  }

  @Test
  void teamsAreKeptUntilThoseWhoComeWithThemAreEnough() {
    threeTeamsOfThree()
        .comes("xizhu", "x1", null)
        .comes("xizhu", "x2", null)
        .comes("liyi", "l1", null)
        .expect("#17 CALLING | xizhu ACK | liyi ACK | houyao OFFERED")
        // The fourth one comes with a team that is kept: it is covered, and the rest is let go.
        .comes("xizhu", "x3", null)
        .happened("AlertCovered", "TaskStoodDown houyao")
        .peopleComing("x1", "x2", "x3", "l1")
        // Who is one too many is of the last kept team, and welcome.
        .comes("liyi", "l2", null)
        .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao STOOD_DOWN")
        .comes("houyao", "h1", null)
        .happened("TaskPutOnStandby houyao 1");
  }

  @Test
  void whoeverIsTakenOutOfTheTeamIsMissedToo() {
    AlertStory story =
        threeTeamsOfThree()
            .comes("xizhu", "x1", null)
            .comes("xizhu", "x2", null)
            .comes("xizhu", "x3", null)
            .comes("liyi", "l1", null)
            .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao STOOD_DOWN")
            .isStaffed("xizhu", person("x1"), person("x2"))
            .compares("xizhu");
    assertThat(story.issuedState().status()).isNotEqualTo(AlertStatus.COVERED);
    story.peopleComing("x1", "x2", "l1").comes("liyi", "l2", null);
    assertThat(story.issuedState().status()).isEqualTo(AlertStatus.COVERED);
  }

  private static Staffing.Person person(String id) {
    return new Staffing.Person(id, id, Staffing.Duty.ON, AlertStory.START);
  }

  @Test
  void whoeverLeavesIsMissedThoughTheTeamGoesOn() {
    threeTeamsOfThree()
        .comes("xizhu", "x1", null)
        .comes("xizhu", "x2", null)
        .comes("liyi", "l1", null)
        .comes("liyi", "l2", null)
        .comes("houyao", "h1", null)
        .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao STANDBY 1")
        .leaves("xizhu", "x2")
        .happened("TaskPromoted houyao")
        .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao ACK");
  }

  @Test
  void withNobodyInLineItIsUncoveredAndSaysHowManyPeopleAreMissing() {
    AlertStory story =
        threeTeamsOfThree()
            .comes("xizhu", "x1", null)
            .comes("xizhu", "x2", null)
            .comes("xizhu", "x3", null)
            .comes("liyi", "l1", null)
            .leaves("xizhu", "x2");
    story.happened(
        "AlertUncovered 1 people",
        "WaveOpened 2 UNCOVERED",
        "TaskOffered houyao",
        "TaskOffered suyang");
    assertThat(
            story.history().stream()
                .filter(AlertUncovered.class::isInstance)
                .map(AlertUncovered.class::cast))
        .allSatisfy(uncovered -> assertThat(uncovered.missing()).isEqualTo(1));
    story
        .leaves("liyi", "l1")
        .expect("#17 CALLING | xizhu ACK | liyi WITHDRAWN | houyao OFFERED | suyang OFFERED");
  }

  /** The team's other members may come as well, as long as their wave has time to answer. */
  @Test
  void theNextWaveDoesNotOpenBeforeTheOthersOfATeamThatComesHaveHadTheirTime() {
    AlertStory story =
        threeTeamsOfThree()
            .comes("xizhu", "x1", null)
            .comes("liyi", "l1", null)
            .comes("houyao", "h1", null)
            .expect("#17 CALLING | xizhu ACK | liyi ACK | houyao ACK");
    assertThat(story.issuedState().wave()).isEqualTo(1);
    story.fastForward(60).happened("WaveOpened 2 DEADLINE", "TaskOffered suyang");
  }

  @Test
  void whenAllHaveAnsweredItOpensAtOnce() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 0, 3, 3).needingPeople(3, 3))
        .membersOnDuty("xizhu", "x1", "x2", "x3")
        .membersOnDuty("liyi", "l1", "l2")
        .issued()
        .expect("#17 CALLING | xizhu OFFERED")
        .comes("xizhu", "x1", null)
        .expect("#17 CALLING | xizhu ACK")
        .cannot("xizhu", "x2")
        .expect("#17 CALLING | xizhu ACK")
        .cannot("xizhu", "x3")
        .happened("WaveOpened 2 EXHAUSTED", "TaskOffered liyi");
  }

  @Test
  void escalatedItSaysHowManyPeopleAreMissing() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .under(AlertStory.terms(1, 0, 3, 1).needingPeople(3, 2))
            .issued()
            .acknowledges("xizhu");
    assertThat(
            story.history().stream()
                .filter(AlertEscalated.class::isInstance)
                .map(AlertEscalated.class::cast)
                .toList())
        .singleElement()
        .satisfies(
            escalated -> {
              assertThat(escalated.missing()).isEqualTo(1);
              assertThat(escalated.missingPeople()).isEqualTo(2);
            });
  }

  @Test
  void fewerNeededStandsDownNobodyWhoComesAndMoreNeededPromotes() {
    AlertStory story =
        threeTeamsOfThree()
            .comes("xizhu", "x1", null)
            .comes("xizhu", "x2", null)
            .comes("liyi", "l1", null)
            .comes("liyi", "l2", null)
            .comes("houyao", "h1", null);
    CallOutTerms terms = story.issuedState().issued().terms();
    story
        .becomes(story.issuedState().issued().category(), terms.withPeopleNeeded(1))
        .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao STANDBY 1")
        .becomes(story.issuedState().issued().category(), terms.withPeopleNeeded(5))
        .expect("#17 COVERED | xizhu ACK | liyi ACK | houyao ACK");
  }

  @Test
  void aTeamThatIsAssignedByHandIsKeptBeyondTheNeed() {
    threeTeamsOfThree()
        .comes("xizhu", "x1", null)
        .comes("xizhu", "x2", null)
        .comes("liyi", "l1", null)
        .comes("liyi", "l2", null)
        .assigns("suyang")
        .comes("suyang", "s1", null)
        .happened("TaskAcknowledged suyang");
  }

  @Test
  void peopleWhoseTeamWasStoodDownDoNotCount() {
    threeTeamsOfThree()
        .comes("xizhu", "x1", null)
        .comes("xizhu", "x2", null)
        .comes("xizhu", "x3", null)
        .comes("liyi", "l1", null)
        .standsDown("xizhu")
        .peopleComing("l1");
  }
}
