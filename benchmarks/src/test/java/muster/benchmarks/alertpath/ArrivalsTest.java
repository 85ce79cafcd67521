package muster.benchmarks.alertpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import muster.benchmarks.WrongAnswer;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final String ALERT = "019a0000-0000-7000-8000-000000000001";
  private final Arrivals arrivals = new Arrivals();

  @Test
  void theTimeIsThatOfTheOnlyArrival() {
    arrivals.arrived(ALERT, "v-1", 42);
    assertThat(arrivals.only(ALERT, "v-1")).isEqualTo(42);
  }

  @Test
  void anAlertThatCameTwiceIsFound() {
    arrivals.arrived(ALERT, "v-1", 42);
    arrivals.arrived(ALERT, "v-1", 43);
    assertThatThrownBy(() -> arrivals.only(ALERT, "v-1")).isInstanceOf(WrongAnswer.class);
  }

  @Test
  void anAlertThatCameToSomebodyElseIsFound() {
    arrivals.arrived(ALERT, "v-2", 42);
    assertThatThrownBy(() -> arrivals.only(ALERT, "v-1")).isInstanceOf(WrongAnswer.class);
  }

  @Test
  void anAlertThatNeverCameIsFound() {
    assertThatThrownBy(() -> arrivals.only(ALERT, "v-1")).isInstanceOf(WrongAnswer.class);
  }

  @Test
  void theAlertIsReadFromAnOffersData() {
    assertThat(Phones.alertId("{\"type\":\"task.offered.v1\",\"alertId\":\"" + ALERT + "\"}"))
        .isEqualTo(ALERT);
    assertThatThrownBy(() -> Phones.alertId("{}")).isInstanceOf(IllegalStateException.class);
  }
}
