package muster.demo.story;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.Collection;

/**
 * What was measured, all of it from events and from what the volunteers' clients received.
 *
 * @param reportToAlertMs report received to alert issued, by the services' clocks
 * @param alertToDeliveryMs alert issued by dispatch to bytes at a volunteer's client, over the
 *     people called at its issue
 */
@JsonPropertyOrder({
  "reportToAlertMs",
  "alertToDeliveryMs",
  "alertToFirstAcknowledgementMs",
  "alertToClueMs",
  "teamsNotified",
  "teamsKept",
  "teamsStandbyPromoted",
  "teamsStoodDown",
  "teamsUnreached",
  "waves",
  "outcome"
})
public record Figures(
    long reportToAlertMs,
    Delivery alertToDeliveryMs,
    long alertToFirstAcknowledgementMs,
    long alertToClueMs,
    int teamsNotified,
    int teamsKept,
    int teamsStandbyPromoted,
    int teamsStoodDown,
    int teamsUnreached,
    int waves,
    String outcome) {

  /** Nearest-rank percentiles in milliseconds. */
  @JsonPropertyOrder({"p50", "p99", "recipients"})
  public record Delivery(double p50, double p99, int recipients) {
    static Delivery of(Collection<Double> millis) {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return new Delivery(percentile(sorted, 50), percentile(sorted, 99), sorted.length);
    }

    private static double percentile(double[] sorted, int percent) {
      if (sorted.length == 0) {
        throw new IllegalArgumentException("nobody received anything: " + Arrays.toString(sorted));
      }
      int rank = Math.ceilDiv(percent * sorted.length, 100);
      return Math.round(sorted[Math.max(0, rank - 1)] * 10) / 10.0;
    }
  }
}
