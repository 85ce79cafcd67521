package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import org.junit.jupiter.api.Test;

/**
 * When hardly anybody confirms, more calls do not help: it is said, and the city is not emptied.
 */
class DoubtfulDeliveryTest {
  private static final String[] CITY =
      IntStream.rangeClosed(1, 300).mapToObj(n -> "team-" + n).toArray(String[]::new);

  /** As a theft's. */
  private static final CallOutTerms THEFT =
      new CallOutTerms(
          2,
          1,
          6,
          1.5,
          1_500,
          2,
          3,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Set.of(),
          false);

  private static AlertStory theft() {
    return AlertStory.needing(2, CITY).under(THEFT).issued();
  }

  private static <E extends DispatchEvent> Stream<E> events(AlertStory story, Class<E> type) {
    return story.history().stream().filter(type::isInstance).map(type::cast);
  }

  @Test
  void withNoPhoneAnsweringWavesGoOnByTheirDeadlinesWithoutReplacements() {
    AlertStory story = theft().fastForward(5);
    assertThat(story.tasks()).as("replaced once, for six say nothing of delivery").hasSize(12);
    story.fastForward(5);
    assertThat(story.tasks()).hasSize(12);
    assertThat(events(story, DeliveryDoubtful.class))
        .singleElement()
        .satisfies(
            doubtful -> {
              assertThat(doubtful.due()).isEqualTo(12);
              assertThat(doubtful.unreached()).isEqualTo(12);
            });
    story.fastForward(50);
    assertThat(story.tasks()).as("the second wave, by its deadline").hasSize(12 + 9);
    story.fastForward(60);
    assertThat(story.tasks()).as("the third").hasSize(12 + 9 + 14);
    story.fastForward(60);
    assertThat(story.line()).startsWith("#17 ESCALATED");
    assertThat(story.tasks()).hasSize(35);
    assertThat(events(story, DeliveryDoubtful.class)).as("said once").hasSize(1);
  }

  @Test
  void afterwardsItOnlyFindsOutNowAndThenWhetherAnybodyIsReached() {
    AlertStory story = theft().fastForward(180);
    story.fastForward(3_600);
    int calledInAnHour = story.tasks().size() - 35;
    assertThat(calledInAnHour).isBetween(20, 60);
  }

  @Test
  void whenDeliveryComesBackTheAlertGoesOnAsUsual() {
    AlertStory story = theft().fastForward(60);
    assertThat(story.tasks()).hasSize(21);
    for (int n = 13; n <= 21; n++) {
      story.confirms("team-" + n);
    }
    for (int n = 13; n <= 21; n++) {
      story.declines("team-" + n);
    }
    assertThat(story.issuedState().wave()).as("exhausted: no reason to wait").isEqualTo(3);
    story.fastForward(5);
    assertThat(story.line()).startsWith("#17 CALLING");
  }

  @Test
  void aWaveThatIsDoubtfulIsGivenItsTimeThoughSomeHaveDeclined() {
    AlertStory story = theft().fastForward(10);
    story.fastForward(50);
    story.after(1).declines("team-21").fastForward(10).declines("team-20");
    assertThat(story.issuedState().wave()).isEqualTo(2);
    story.fastForward(49);
    assertThat(story.issuedState().wave()).isEqualTo(3);
  }

  @Test
  void noMoreAreCalledInThePlaceOfOthersThanTheWaveWanted() {
    // Every third one has a device that works, so delivery is not in doubt.
    AlertStory story = AlertStory.needing(5, CITY).under(AlertStory.terms(5, 0, 10, 1)).issued();
    for (int round = 0; round < 4; round++) {
      story
          .tasks()
          .forEach(
              task -> {
                if (Integer.parseInt(task.teamId().substring(5)) % 3 == 0
                    && task.state() == TaskState.OFFERED) {
                  story.confirms(task.teamId());
                }
              });
      story.fastForward(5);
    }
    assertThat(events(story, DeliveryDoubtful.class)).isEmpty();
    assertThat(story.tasks()).hasSize(10 + 10);
  }

  @Test
  void fewTeamsOrAQuarterOfThemReachedSayNothingOfDelivery() {
    assertThat(new Deliveries(12, 11, 11).doubtful(false)).isFalse();
    assertThat(new Deliveries(12, 12, 12).doubtful(false)).isTrue();
    assertThat(new Deliveries(12, 12, 9).doubtful(false)).isTrue();
    assertThat(new Deliveries(12, 12, 8).doubtful(false)).isFalse();
    assertThat(new Deliveries(12, 1, 1).doubtful(true)).isTrue();
    assertThat(new Deliveries(12, 2, 1).doubtful(true)).isFalse();
    assertThat(new Deliveries(12, 0, 0).doubtful(true)).isFalse();
    assertThat(Deliveries.UNKNOWN.withUnreached(500).doubtful(false)).isFalse();
    assertThatThrownBy(() -> new Deliveries(12, 3, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Deliveries(0, 3, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
