package muster.contracts;

import static muster.contracts.CancelledAlert.CANCELLED_JSON;
import static muster.contracts.CancelledAlert.bytes;
import static muster.contracts.CancelledAlert.decode;
import static muster.contracts.CancelledAlert.headers;
import static muster.contracts.CancelledAlert.read;
import static muster.contracts.CancelledAlert.reasonFor;
import static muster.contracts.CancelledAlert.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a record is read, and that what is beyond costs little. */
class EventLimitsTest {
  @Test
  void anEnormousTypeDoesNotMakeAnEnormousReason() {
    Map<String, String> headers = headers();
    headers.put("ce_type", "x".repeat(1_000_000));
    assertThat(reasonOf(decode(DispatchEvent.class, headers, bytes(CANCELLED_JSON))))
        .hasSizeLessThan(400);
  }

  @Test
  void textIsReadUpToItsLimitAndRefusedBeyond() {
    String atLimit = "x".repeat(EventCodec.MAX_TEXT_LENGTH);
    assertThat(read(CANCELLED_JSON.replace("owner found it", atLimit)))
        .isInstanceOf(Decoded.Readable.class);
    assertThat(reasonFor(CANCELLED_JSON.replace("owner found it", atLimit + "x")))
        .contains("length");
  }

  @Test
  void aValueIsReadUpToItsLimitAndRefusedBeyond() {
    byte[] atLimit = bytes(CANCELLED_JSON + " ".repeat(EventCodec.MAX_VALUE_BYTES));
    byte[] cut = Arrays.copyOf(atLimit, EventCodec.MAX_VALUE_BYTES);
    assertThat(decode(DispatchEvent.class, headers(), cut)).isInstanceOf(Decoded.Readable.class);
    byte[] over = Arrays.copyOf(atLimit, EventCodec.MAX_VALUE_BYTES + 1);
    assertThat(reasonOf(decode(DispatchEvent.class, headers(), over))).contains("bytes");
  }

  @Test
  void nestingIsReadUpToItsLimitAndRefusedBeyond() {
    // The event's own braces are the first level.
    assertThat(read(nested(EventCodec.MAX_NESTING - 1))).isInstanceOf(Decoded.Readable.class);
    assertThat(reasonFor(nested(EventCodec.MAX_NESTING))).contains("nesting");
    assertThat(reasonFor(nested(100_000))).contains("nesting");
  }

  private static String nested(int depth) {
    return CANCELLED_JSON.replace(
        "{\"alertId\"", "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"alertId\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e999999999",
        "1e-999999999",
        "99999999999999999999",
        "1647048000",
        "1647048000.123"
      })
  void aHugeNumberForATimeNeverThrowsNorTakesLong(String number) {
    long start = System.nanoTime();
    assertThat(read(CANCELLED_JSON.replace("\"2022-03-12T01:20:00Z\"", number))).isNotNull();
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }

  @Test
  void aNumberOfTooManyDigitsIsRefused() {
    String number = "9".repeat(EventCodec.MAX_NUMBER_LENGTH + 1);
    assertThat(
            reasonFor(CANCELLED_JSON.replace("{\"alertId\"", "{\"at\":" + number + ",\"alertId\"")))
        .startsWith("alert.cancelled.v1: ");
  }
}
