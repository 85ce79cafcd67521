package muster.notification;

import static muster.testbed.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnBothKinds
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest implements TestPropertyProvider {
  private static final int LIMIT = 262_144;

  private final TestBed bed = TestBed.shared();
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dispatch.events", "volunteer.teams", "volunteer.presence"})
  void recordsThatCanNotBeReadGoToTheDeadLettersAndTheRestGoesOn(String topic) {
    String type =
        switch (topic) {
          case "dispatch.events" -> "alert.covered.v1";
          case "volunteer.teams" -> "team.snapshot.v1";
          default -> "presence.snapshot.v1";
        };
    String key = UUID.randomUUID().toString();
    List<ProducerRecord<String, byte[]>> poison = new ArrayList<>();
    poison.add(record(topic, key, null, bytes("{}")));
    poison.add(record(topic, key, "alert.exploded.v9", bytes("{}")));
    poison.add(record(topic, key, "report.submitted.v1", bytes("{}")));
    poison.add(record(topic, key, type, bytes("not json")));
    poison.add(record(topic, key, type, bytes("{\"alertId\":null}")));
    poison.add(record(topic, key, type, new byte[0]));
    poison.add(record(topic, key, type, new byte[] {(byte) 0xFF, 0, (byte) 0xFE}));
    poison.add(record(topic, key, type, new byte[LIMIT + 1]));
    ProducerRecord<String, byte[]> badId = record(topic, key, type, bytes("{}"));
    badId.headers().remove("ce_id").add("ce_id", bytes("seven"));
    poison.add(badId);
    if (topic.equals("dispatch.events")) {
      poison.add(record(topic, key, type, null));
    }
    poison.forEach(bed::publish);

    Incident incident = new Incident("320371003209");
    String operator = bed.operatorToken("3203");
    try (EventStream stream = server.stream("/api/stream/events", operator).awaitLive()) {
      bed.publish(incident.issued().events());
      stream.awaitEvent(event -> event.text("alertId").equals(incident.alertId.toString()));
    }

    List<ConsumerRecord<String, byte[]>> letters =
        bed.awaitRecords(topic + ".dlt", poison.size(), record -> key.equals(record.key()));
    assertThat(letters).hasSize(poison.size());
    for (int i = 0; i < letters.size(); i++) {
      ConsumerRecord<String, byte[]> letter = letters.get(i);
      assertThat(letter.value()).as("as it came").isEqualTo(poison.get(i).value());
      assertThat(header(letter, "dlt_topic")).isEqualTo(topic);
      assertThat(header(letter, "dlt_reason")).isNotBlank();
      assertThat(header(letter, "dlt_partition")).matches("\\d+");
      assertThat(header(letter, "dlt_offset")).matches("\\d+");
      assertThat(header(letter, "dlt_consumer"))
          .isEqualTo(
              topic.equals("dispatch.events")
                  ? "notification-service.receipts"
                  : "notification-service.roster");
    }
    assertThat(header(letters.get(1), "ce_type")).isEqualTo("alert.exploded.v9");
    assertThat(header(letters.get(7), "dlt_reason")).contains("262145").contains("262144");
    assertThat(server.get("/prometheus", operator).body())
        .containsPattern("muster_dead_letters_total\\{topic=\"" + topic + "\"\\}");
  }

  @Test
  void aRecordThatLeavesNoRoomForTheReasonIsBuriedWithItsBeginning() {
    String key = UUID.randomUUID().toString();
    publishTheLargestThatTheBrokerTakes(key);
    List<ConsumerRecord<String, byte[]>> letters =
        bed.awaitRecords("dispatch.events.dlt", 1, record -> key.equals(record.key()));
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().value()).hasSize(16 * 1024);
    assertThat(header(letters.getFirst(), "dlt_reason")).contains("only the beginning");
  }

  @Test
  void aTombstoneOfATeamIsNoDeadLetter() {
    String team = Names.team();
    String volunteer = Names.volunteer();
    bed.publish(List.of(Incident.team(team, 1, volunteer)));
    var roster = server.bean(muster.notification.roster.Roster.class);
    org.awaitility.Awaitility.await().until(() -> !roster.teamsOf(volunteer).isEmpty());
    bed.publish(new ProducerRecord<>("volunteer.teams", team, null));
    org.awaitility.Awaitility.await().until(() -> roster.teamsOf(volunteer).isEmpty());
    bed.publish(record("volunteer.teams", team, "nonsense.v1", bytes("{}")));
    assertThat(bed.awaitRecords("volunteer.teams.dlt", 1, record -> team.equals(record.key())))
        .singleElement()
        .satisfies(letter -> assertThat(header(letter, "ce_type")).isEqualTo("nonsense.v1"));
  }

  private void publishTheLargestThatTheBrokerTakes(String key) {
    for (int size = 1_048_576; size > 1_048_000; size -= 16) {
      try {
        bed.publish(record("dispatch.events", key, "alert.covered.v1", new byte[size]));
        return;
      } catch (AssertionError tooLarge) {
        assertThat(tooLarge).hasRootCauseInstanceOf(RecordTooLargeException.class);
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String key, @Nullable String type, byte @Nullable [] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add("ce_id", bytes(UUID.randomUUID().toString()));
    if (type != null) {
      record.headers().add("ce_type", bytes(type));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
