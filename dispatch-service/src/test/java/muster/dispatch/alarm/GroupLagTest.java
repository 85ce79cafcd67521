package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupLagTest {
  private final GroupLag lag = new GroupLag();

  private static Instant at(int seconds) {
    return SomeAlert.T0.plusSeconds(seconds);
  }

  private void look(int second, long position, long end) {
    lag.look(Map.of("t-0", position), Map.of("t-0", end), at(second));
  }

  @Test
  void whoHasReadEverythingIsNotBehind() {
    look(0, 7, 7);
    assertThat(lag.isKnown()).isTrue();
    assertThat(lag.behind(at(0))).isZero();
    assertThat(lag.behind(at(2))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whoReadsAsFastAsIsWrittenIsBehindByOneLookAtMost() {
    for (int second = 0; second <= 20; second += 2) {
      look(second, 10L * second, 10L * second + 15);
      assertThat(lag.behind(at(second))).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }
    assertThat(lag.isKnown()).isTrue();
  }

  @Test
  void whoStopsIsBehindSinceTheLastLookWhoseEndsWereReached() {
    look(0, 10, 10);
    for (int second = 2; second <= 10; second += 2) {
      look(second, 10, 10 + second);
    }
    assertThat(lag.behind(at(10))).isEqualTo(Duration.ofSeconds(10));
    look(12, 20, 22);
    assertThat(lag.behind(at(12)))
        .as("what was there at 2 s is read")
        .isLessThan(Duration.ofSeconds(12));
    look(14, 22, 22);
    assertThat(lag.behind(at(14))).isZero();
  }

  @Test
  void whoIsSlowerThanWhatIsWrittenFallsBehindMoreAndMore() {
    Duration before = Duration.ZERO;
    for (int second = 0; second <= 60; second += 2) {
      look(second, second, 10L * second);
      if (second > 20) {
        assertThat(lag.behind(at(second))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      }
      before = lag.behind(at(second)).compareTo(before) > 0 ? lag.behind(at(second)) : before;
    }
    assertThat(before).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void atTheFirstLookNothingIsKnownOfWhoIsBehind() {
    look(0, 5, 10);
    assertThat(lag.isKnown()).isFalse();
    look(2, 6, 12);
    assertThat(lag.isKnown()).isFalse();
    look(4, 10, 14);
    assertThat(lag.isKnown()).isTrue();
  }

  @Test
  void aPartitionOfWhichNothingWasReadYetSaysNothing() {
    lag.look(Map.of(), Map.of("t-0", 100L), at(0));
    assertThat(lag.behind(at(0))).isZero();
  }
}
