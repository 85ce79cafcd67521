package muster.demo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

  @Test
  void percentilesAreThoseOfTheNearestRank() {
    List<Double> oneToHundred = IntStream.rangeClosed(1, 100).mapToObj(i -> i * 1.0).toList();
    assertThat(Figures.Delivery.of(oneToHundred.reversed()))
        .isEqualTo(new Figures.Delivery(50, 99, 100));
    assertThat(Figures.Delivery.of(List.of(7.04))).isEqualTo(new Figures.Delivery(7.0, 7.0, 1));
    assertThat(Figures.Delivery.of(List.of(1.0, 2.0, 3.0)))
        .isEqualTo(new Figures.Delivery(2, 3, 3));
  }

  @Test
  void thereAreNoPercentilesOfNothing() {
    assertThatThrownBy(() -> Figures.Delivery.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSummaryHasTheFieldsThatOthersRelyOn() {
    Figures figures =
        new Figures(
            91, new Figures.Delivery(62.8, 170, 36), 1396, 11090, 16, 2, 1, 8, 1, 2, "FOUND");
    assertThat(JsonMapper.builder().build().writeValueAsString(figures))
        .isEqualTo(
            """
            {"reportToAlertMs":91,"alertToDeliveryMs":{"p50":62.8,"p99":170.0,"recipients":36},\
            "alertToFirstAcknowledgementMs":1396,"alertToClueMs":11090,"teamsNotified":16,\
            "teamsKept":2,"teamsStandbyPromoted":1,"teamsStoodDown":8,"teamsUnreached":1,\
            "waves":2,"outcome":"FOUND"}""");
  }
}
