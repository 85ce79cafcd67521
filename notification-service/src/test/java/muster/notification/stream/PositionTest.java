package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void isShortOnTheWire() {
    assertThat(Position.of(0, 35, 36, 1_000_000)).hasToString("0.z.10.lfls");
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("offsets") long[] offsets) {
    Position position = Position.of(offsets);
    assertThat(Position.parse(position.toString(), 12)).contains(position);
  }

  @Property(tries = 200)
  void theLaterOfTwoReachesBoth(@ForAll("offsets") long[] one, @ForAll("offsets") long[] other) {
    Position later = Position.of(one).orLater(Position.of(other));
    assertThat(later.reaches(Position.of(one))).isTrue();
    assertThat(later.reaches(Position.of(other))).isTrue();
  }

  @Test
  void neverGoesBack() {
    Position position = Position.of(5, 7);
    assertThat(position.after(0, 4)).isEqualTo(position);
    assertThat(position.after(0, 5)).isEqualTo(Position.of(6, 7));
    assertThat(position.after(1, 90)).isEqualTo(Position.of(5, 91));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0.0.0",
        "0.-1",
        "0.+1",
        "0. 1",
        "0.A",
        "0.1.",
        ".0.1",
        "0.zzzzzzzzzzzzz",
        "0.00000000000000",
        "a b",
        "0.١"
      })
  void anythingElseIsNoPosition(String text) {
    assertThat(Position.parse(text, 2)).isEmpty();
  }

  @Test
  void aNegativeOffsetIsABug() {
    assertThatThrownBy(() -> Position.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<long[]> offsets() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE - 1).array(long[].class).ofSize(12);
  }

  @Test
  void theEarlierAndTheLaterOfTwoAreSoInEachPartition() {
    assertThat(Position.of(1, 5, 3).orEarlier(Position.of(2, 4, 3)))
        .isEqualTo(Position.of(1, 4, 3));
    assertThat(Position.of(1, 5, 3).orLater(Position.of(2, 4, 3))).isEqualTo(Position.of(2, 5, 3));
  }
}
