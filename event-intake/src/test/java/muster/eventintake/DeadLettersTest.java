package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static muster.testbed.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import muster.contracts.Topics;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

@OnBothKinds
class DeadLettersTest {
  private final Broker broker = Broker.shared();
  private final String key = UUID.randomUUID().toString();

  private ConsumerRecord<byte[], byte[]> dead(byte[] value) {
    ConsumerRecord<byte[], byte[]> dead =
        new ConsumerRecord<>("report.events", 3, 77, key.getBytes(UTF_8), value);
    dead.headers().add("ce_type", "what.v9".getBytes(UTF_8));
    return dead;
  }

  @Test
  void aLetterIsTheRecordAsItCameWithWhyFromWhereAndByWhom() {
    double before = broker.meters.counter("muster.dead_letters", "topic", "report.events").count();

    broker.letters.send("some-service.reports", dead("{}".getBytes(UTF_8)), "no use");

    var letter =
        broker.awaitLetters(Topics.REPORT_EVENTS, "some-service.reports", key, 1).getFirst();
    assertThat(letter.value()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(header(letter, "ce_type")).isEqualTo("what.v9");
    assertThat(header(letter, "dlt_reason")).isEqualTo("no use");
    assertThat(header(letter, "dlt_topic")).isEqualTo("report.events");
    assertThat(header(letter, "dlt_partition")).isEqualTo("3");
    assertThat(header(letter, "dlt_offset")).isEqualTo("77");
    assertThat(header(letter, "dlt_consumer")).isEqualTo("some-service.reports");
    assertThat(broker.meters.counter("muster.dead_letters", "topic", "report.events").count())
        .isEqualTo(before + 1);
  }

  @Test
  void aRecordThatIsPutAsideASecondTimeHasTheNewReasonAlone() {
    var again = dead("{}".getBytes(UTF_8));
    again.headers().add("dlt_reason", "the first time".getBytes(UTF_8));
    again.headers().add("dlt_consumer", "another".getBytes(UTF_8));
    broker.letters.send("some-service.reports", again, "the second time");

    var letter =
        broker.awaitLetters(Topics.REPORT_EVENTS, "some-service.reports", key, 1).getFirst();
    assertThat(letter.headers().headers("dlt_reason")).hasSize(1);
    assertThat(letter.headers().headers("dlt_consumer")).hasSize(1);
    assertThat(header(letter, "dlt_reason")).isEqualTo("the second time");
  }

  @Test
  void aRecordWithNoRoomForItsReasonIsKeptWithItsBeginning() {
    var large = dead(new byte[1_048_500]);
    large.headers().add("huge", new byte[20_000]);
    broker.letters.send("some-service.reports", large, "too much");

    var letter =
        broker.awaitLetters(Topics.REPORT_EVENTS, "some-service.reports", key, 1).getFirst();
    assertThat(letter.value()).hasSize(16 * 1024);
    assertThat(header(letter, "ce_type")).isEqualTo("what.v9");
    assertThat(letter.headers().lastHeader("huge")).isNull();
    assertThat(header(letter, "dlt_reason")).startsWith("too much").contains("only the beginning");
  }

  @Test
  void aTombstoneAndARecordWithoutAKeyCanBePutAside() {
    broker.letters.send(
        key, new ConsumerRecord<byte[], byte[]>("report.events", 0, 1, null, null), "no key");
    try (var reader = new muster.testbed.TopicReader(broker.address(), "report.events.dlt")) {
      var letter = reader.await(1, one -> key.equals(header(one, "dlt_consumer"))).getFirst();
      assertThat(letter.key()).isNull();
      assertThat(letter.value()).isNull();
    }
  }

  @Test
  void aLetterThatTheBrokerDoesNotTakeIsNotForgotten() {
    var nobody = new KafkaClients("localhost:" + muster.localstack.FreePorts.next());
    try (DeadLetters letters = new DeadLetters(nobody, new SimpleMeterRegistry())) {
      assertThatThrownBy(() -> letters.send("c", dead(new byte[1]), "why"))
          .isInstanceOf(KafkaException.class);
    }
  }
}
