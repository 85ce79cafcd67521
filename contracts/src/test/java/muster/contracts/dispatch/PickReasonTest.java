package muster.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import muster.contracts.dispatch.PickReason.From;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickReasonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0",
    "4.99, 0, 0, 4.9, 0",
    "5, 10, 5, 5, 10",
    "126.9, 130, 65, 38.2, 40",
    "1504.9, 1500, 750, 3599.9, 3600"
  })
  void whatIsToldIsRoundedToTensAndTheTravelTimeIsThatOfTheRoundedDistance(
      double meters, double toldMeters, long etaSeconds, double age, long toldAge) {
    PickReason reason = PickReason.rounded(meters, 2, From.POSITION, age, 3, 1);

    assertThat(reason)
        .isEqualTo(new PickReason(toldMeters, etaSeconds, From.POSITION, toldAge, 3, 1));
  }

  @Test
  void fromTheBaseThereIsNoAge() {
    assertThat(PickReason.rounded(333, 1.8, From.BASE, null, 1, 2))
        .isEqualTo(new PickReason(330, 183, From.BASE, null, 1, 2));
  }

  /** Answers from all sides of a member can't be put together to where the member is. */
  @Test
  void placesWithinMetersOfEachOtherAreToldAlike() {
    PickReason one = PickReason.rounded(415.01, 2.3, From.POSITION, 12.0, 1, 1);
    assertThat(PickReason.rounded(424.99, 2.3, From.POSITION, 14.9, 1, 1)).isEqualTo(one);
  }
}
