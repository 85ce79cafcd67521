package muster.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-11-25T00:00:00Z", "2200-01-01T00:00:00Z"})
  void timesWithinAndAtBothEndsAreInside(String time) {
    assertThat(TimeRange.contains(Instant.parse(time))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999999999Z",
        "2200-01-01T00:00:00.000000001Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void timesBeyondAreOutside(String time) {
    assertThat(TimeRange.contains(Instant.parse(time))).isFalse();
  }
}
