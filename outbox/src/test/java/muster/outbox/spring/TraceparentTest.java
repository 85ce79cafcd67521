package muster.outbox.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "00-00000000000000000000000000000001-0000000000000001-00",
        "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff"
      })
  void whatIsATraceIsCarriedOnAsItCame(String value) {
    assertThat(Traceparent.read(List.of(value))).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " " + GOOD,
        GOOD + "-00",
        GOOD + "\n",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "4bf92f3577b34da6a3ce929d0e0e4736"
      })
  void anythingElseIsNone(String value) {
    assertThat(Traceparent.read(List.of(value))).isEmpty();
  }

  @Test
  void noHeaderAndTwoHeadersAreNone() {
    assertThat(Traceparent.read(List.of())).isEmpty();
    assertThat(Traceparent.read(List.of(GOOD, GOOD))).isEmpty();
  }

  @Test
  void aThreadThatServesNoRequestHasNone() {
    assertThat(Traceparent.current()).isEmpty();
  }
}
