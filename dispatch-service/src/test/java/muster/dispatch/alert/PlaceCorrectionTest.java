package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.PickReason;
import muster.contracts.place.GeoPoint;
import muster.dispatch.alert.AlertCommand.UpdateDetails;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import org.junit.jupiter.api.Test;

/** The alert turns out to be elsewhere. */
class PlaceCorrectionTest {

  private static AlertDetails north(double meters) {
    AlertDetails details = AlertStory.DETAILS;
    GeoPoint place = details.location();
    return new AlertDetails(
        details.severity(),
        details.headline(),
        details.description(),
        new GeoPoint(
            place.latitude() + Math.toDegrees(meters / GeoPoint.EARTH_RADIUS_METERS),
            place.longitude()),
        details.address());
  }

  /** As the index would reckon them: the last one named is the farthest. */
  private static UpdateDetails moved(double meters, String... nearestFirst) {
    return new UpdateDetails("officer", north(meters))
        .withReckoned(
            Arrays.stream(nearestFirst)
                .map(team -> new Pick(team, "Team " + team, reason(team, nearestFirst)))
                .toList());
  }

  private static PickReason reason(String team, String... nearestFirst) {
    int rank = List.of(nearestFirst).indexOf(team) + 1;
    return new PickReason(2_000 + rank * 10.0, 900, PickReason.From.BASE, null, 1, rank);
  }

  @Test
  void whoHasNotAnsweredIsToldTheNewDistanceAndAWaveAsLargeAsTheFirstIsCalledThere() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao", "suyang", "xiaozhuang")
            .issued()
            .acknowledges("xizhu")
            .declines("liyi")
            .after(10)
            .does(moved(1_500, "dahuangshan"))
            .happened(
                "AlertUpdated",
                "TaskReckoned dahuangshan",
                "WaveOpened 2 BY_HAND",
                "TaskOffered houyao",
                "TaskOffered suyang",
                "TaskOffered xiaozhuang")
            .expect(
                "#17 CALLING | xizhu ACK | liyi DECLINED | dahuangshan OFFERED"
                    + " | houyao OFFERED 10s | suyang OFFERED 10s | xiaozhuang OFFERED 10s");

    assertThat(story.task("dahuangshan").reason()).isEqualTo(reason("dahuangshan", "dahuangshan"));
    assertThat(story.task("xizhu").reason()).isEqualTo(AlertStory.reason(1));
    Search search = story.lastCallOut().search();
    assertThat(search.around()).isEqualTo(north(1_500).location());
    assertThat(search.radiusMeters()).as("of the first wave").isEqualTo(1_000);
    assertThat(search.teams()).isEqualTo(3);
    assertThat(search.alreadyCalled()).containsExactlyInAnyOrder("xizhu", "liyi", "dahuangshan");
  }

  @Test
  void whoComesOrStandsByIsToldTheNewDistanceTooAndWhoIsThereOrOutOfItIsNot() {
    String[] all = {"xizhu", "liyi", "dahuangshan", "houyao", "suyang"};
    AlertStory story =
        AlertStory.needing(3, all)
            .under(AlertStory.terms(3, 1, 5, 3))
            .issued()
            .acknowledges("xizhu")
            .acknowledges("liyi")
            .isEnRoute("liyi")
            .acknowledges("dahuangshan")
            .isOnScene("dahuangshan")
            .declines("houyao")
            .acknowledges("suyang")
            .does(moved(500, all))
            .happened(
                "AlertUpdated", "TaskReckoned xizhu", "TaskReckoned liyi", "TaskReckoned suyang");

    for (String team : List.of("xizhu", "liyi", "suyang")) {
      assertThat(story.task(team).reason()).as(team).isEqualTo(reason(team, all));
    }
    assertThat(story.task("dahuangshan").reason()).isEqualTo(AlertStory.reason(3));
    assertThat(story.task("houyao").reason()).isEqualTo(AlertStory.reason(4));
    assertThat(story.task("liyi").state()).isEqualTo(TaskState.EN_ROUTE);
    assertThat(story.task("suyang").state()).isEqualTo(TaskState.STANDBY);
    story.does(moved(500, all)).nothingHappened();
  }

  @Test
  void aLaterWaveIsAsLargeAsTheFirstOneToo() {
    AlertStory story =
        AlertStory.needing(2, "xizhu", "liyi", "dahuangshan", "houyao", "suyang", "xiaozhuang", "a")
            .issued()
            .confirms("xizhu")
            .confirms("liyi")
            .confirms("dahuangshan")
            .fastForward(60)
            .does(moved(500));

    assertThat(story.lastCallOut().wave()).isEqualTo(3);
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(1_000);
  }

  @Test
  void withinAHundredMetersItIsTheSamePlaceSaidMoreExactly() {
    AlertStory.needing(1, "xizhu", "liyi", "dahuangshan", "houyao")
        .issued()
        .does(moved(99, "xizhu", "liyi"))
        .happened("AlertUpdated")
        .does(moved(99 + 101, "xizhu", "liyi"))
        .happened(
            "AlertUpdated",
            "TaskReckoned xizhu",
            "TaskReckoned liyi",
            "WaveOpened 2 BY_HAND",
            "TaskOffered houyao");
  }

  @Test
  void theSameAgainChangesNothing() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .does(moved(500, "xizhu"))
        .does(moved(500, "xizhu"))
        .nothingHappened();
  }

  @Test
  void whenEnoughTeamsComeTheyAreToldAndNobodyElseIsCalled() {
    AlertStory.needing(1, "xizhu", "liyi")
        .under(AlertStory.terms(1, 1, 2, 3))
        .issued()
        .acknowledges("xizhu")
        .does(moved(500, "liyi"))
        .happened("AlertUpdated", "TaskReckoned liyi");
  }

  @Test
  void whereNobodyIsFoundTheNextWaveFollowsAndThenTheParent() {
    AlertStory.needing(1, "xizhu")
        .issued()
        .declines("xizhu")
        .happened(
            "TaskDeclined xizhu",
            "WaveOpened 2 EXHAUSTED",
            "WaveOpened 3 EXHAUSTED",
            "AlertEscalated 320371003209 320371003")
        .does(moved(500))
        .happened("AlertUpdated", "WaveOpened 4 BY_HAND");
  }

  /** None opens by itself any more that would look farther than the first one did. */
  @Test
  void anEscalatedAlertLooksAgainAroundTheNewPlaceAsFarAsItHasLookedAroundTheOldOne() {
    AlertStory story = AlertStory.needing(1, "xizhu").issued().declines("xizhu");
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(4_000);
    story.does(moved(500));
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(1_000);

    story.parentAccepts().fastForward(30);

    assertThat(story.lastCallOut()).isInstanceOf(CallOut.LookAgain.class);
    assertThat(story.lastCallOut().search().around()).isEqualTo(north(500).location());
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(4_000);
    story.onDuty("liyi").fastForward(30).happened("WaveOpened 5 LOOKED_AGAIN", "TaskOffered liyi");
  }

  @Test
  void reopenedItCallsAsFarAsItHadLooked() {
    AlertStory story =
        AlertStory.needing(1, "xizhu")
            .issued()
            .declines("xizhu")
            .does(moved(500))
            .isCancelled()
            .reopened();
    assertThat(story.lastCallOut().search().around()).isEqualTo(north(500).location());
    assertThat(story.lastCallOut().search().radiusMeters()).isEqualTo(4_000);
  }

  @Test
  void aTeamThatTheIndexNoLongerKnowsKeepsWhatItWasTold() {
    AlertStory story = AlertStory.needing(1, "xizhu", "liyi").issued().does(moved(500, "liyi"));
    assertThat(story.task("xizhu").reason()).isEqualTo(AlertStory.reason(1));
    assertThat(story.task("liyi").reason()).isEqualTo(reason("liyi", "liyi"));
  }
}
