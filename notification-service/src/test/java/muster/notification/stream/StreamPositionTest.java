package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {

  @Test
  void eachTopicHasItsPlaceOnTheWire() {
    assertThat(
            StreamPosition.of(
                Position.of(0, 35), Position.of(36, 1), Position.of(2, 3), Position.of(4, 5)))
        .hasToString("0.z~10.1~2.3~4.5");
  }

  @Test
  void oneOfATimeBeforeThereWereMoreTopicsIsReadAndSaysNothingOfThem() {
    StreamPosition old = StreamPosition.parse("5.z", 2).orElseThrow();
    assertThat(old.topics()).containsExactly(StreamTopic.DISPATCH);
    assertThat(old.in(StreamTopic.DISPATCH)).isEqualTo(Position.of(5, 35));
    assertThat(old.find(StreamTopic.REPORTS)).isEmpty();
    assertThat(old).hasToString("5.z");
    assertThatThrownBy(() -> old.in(StreamTopic.REGISTRY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneOfATimeBeforeThereWereAlarmsIsReadAndSaysNothingOfThem() {
    StreamPosition old = StreamPosition.parse("5.z~1.2~3.4", 2).orElseThrow();
    assertThat(old.in(StreamTopic.REGISTRY)).isEqualTo(Position.of(3, 4));
    assertThat(old.find(StreamTopic.ALARMS)).isEmpty();
    StreamPosition now = StreamPosition.parse("9.z~9.9~9.9~7.8", 2).orElseThrow();
    assertThat(old.completedBy(now)).hasToString("5.z~1.2~3.4~7.8");
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("positions") StreamPosition position) {
    assertThat(StreamPosition.parse(position.toString(), 12)).contains(position);
  }

  @Property(tries = 200)
  void theLaterOfTwoIsThatInEachTopicOfTheFirst(
      @ForAll("positions") StreamPosition one, @ForAll("positions") StreamPosition other) {
    StreamPosition later = one.orLater(other);
    assertThat(later.topics()).isEqualTo(one.topics());
    for (StreamTopic topic : one.topics()) {
      assertThat(later.in(topic).reaches(one.in(topic))).isTrue();
      other.find(topic).ifPresent(place -> assertThat(later.in(topic).reaches(place)).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "~",
        "0.0~",
        "~0.0",
        "0.0~0.0~0.0~0.0~0.0",
        "0.0~0.0~0.0~0.0~",
        "0.0~0",
        "0.0~0.0.0",
        "0.0 ~0.0",
        "0.0~~0.0",
        "0.0-0.0",
        "0.0~0.-1"
      })
  void anythingElseIsNoPosition(String text) {
    assertThat(StreamPosition.parse(text, 2)).isEmpty();
  }

  @Provide
  Arbitrary<StreamPosition> positions() {
    Arbitrary<Position> place =
        Arbitraries.longs()
            .between(0, Long.MAX_VALUE - 1)
            .array(long[].class)
            .ofSize(12)
            .map(Position::of);
    return Combinators.combine(Arbitraries.integers().between(1, 4), place.list().ofSize(4))
        .as((topics, places) -> StreamPosition.of(places.subList(0, topics)));
  }
}
