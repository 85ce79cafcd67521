package muster.outbox.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

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

  @Test
  void aNewOneIsValidAndAnotherEachTime() {
    String first = Traceparent.begin();
    assertThat(Traceparent.read(List.of(first))).contains(first);
    assertThat(Traceparent.begin().substring(0, 35)).isNotEqualTo(first.substring(0, 35));
  }

  @Test
  void workIsDoneUnderATraceAndWhatWasBeforeComesBack() {
    String inner = Traceparent.begin();
    String seen =
        Traceparent.under(
            GOOD,
            () -> {
              assertThat(Traceparent.under(inner, Traceparent::current)).contains(inner);
              assertThat(Traceparent.under(null, Traceparent::current)).isEmpty();
              return Traceparent.current().orElseThrow();
            });
    assertThat(seen).isEqualTo(GOOD);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Traceparent.under(
                    GOOD,
                    () -> {
                      throw new IllegalStateException("work that fails");
                    }));
    assertThat(Traceparent.current()).isEmpty();
  }

  @Test
  void aRecordsTraceIsThatOfItsHandlerWhereItHasOne() {
    assertThat(handledUnder(GOOD)).isEqualTo(GOOD);
    assertThat(handledUnder()).isEmpty();
    assertThat(handledUnder("nonsense")).isEmpty();
    assertThat(handledUnder(GOOD, GOOD)).isEmpty();
    assertThat(Traceparent.current()).isEmpty();
  }

  @Test
  void aMessageThatIsNoRecordHasNoTrace() {
    assertThat(handledUnder(MessageBuilder.withPayload("").setHeader("traceparent", GOOD).build()))
        .isEmpty();
  }

  private static String handledUnder(String... headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]);
    for (String header : headers) {
      record.headers().add(Traceparent.HEADER, header.getBytes(StandardCharsets.UTF_8));
    }
    return handledUnder(
        MessageBuilder.withPayload("")
            .setHeader(IntegrationMessageHeaderAccessor.SOURCE_DATA, record)
            .build());
  }

  private static String handledUnder(Message<?> message) {
    List<String> traces = new ArrayList<>();
    new TracedRecords(handled -> traces.add(Traceparent.current().orElse(""))).accept(message);
    return traces.getFirst();
  }
}
