package muster.volunteer.republication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final Instant T0 = Instant.parse("2026-11-25T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aRoundBeginsAnIntervalAfterTheOneBefore() {
    Round over = new Round("teams", T0, null);

    assertThat(over.isDue(DAY, T0.plus(DAY).minusNanos(1))).isFalse();
    assertThat(over.isDue(DAY, T0.plus(DAY))).isTrue();
    assertThat(over.underWay(T0.plus(DAY))).isEqualTo(new Round("teams", T0.plus(DAY), ""));
  }

  @Test
  void aRoundThatWasBrokenOffGoesOnWhereItWas() {
    Round broken = new Round("teams", T0, "").told("t-7");

    assertThat(broken.isDue(DAY, T0)).isTrue();
    assertThat(broken.underWay(T0.plus(DAY))).isEqualTo(new Round("teams", T0, "t-7"));
  }

  @Test
  void aRoundEndsWhenNothingIsLeft() {
    Round over = new Round("teams", T0, "t-9").told(null);

    assertThat(over.isDue(DAY, T0.plusSeconds(1))).isFalse();
    assertThat(over.startedAt()).as("whatever it took").isEqualTo(T0);
  }

  @Test
  void intervalsThatMakeNoSenseAreRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(new Intervals(DAY, minute)).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intervals(Duration.ZERO, minute))
        .withMessageContaining("standing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intervals(DAY.multipliedBy(8), minute));
    // Positions would not be gone within the hour.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intervals(DAY, minute.multipliedBy(21)))
        .withMessageContaining("quietPartitions");
  }
}
