package muster.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.notification.roster.Roster;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What others wrote, on its way from a record to a stream: no character of it breaks a frame,
 * commands a terminal, or has the record put aside.
 */
@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UncleanTextsTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";

  /** Stands in the record until the text as somebody else's JSON takes its place. */
  private static final String TEXT = "the-text";

  private final TestBed bed = TestBed.shared();
  private final String operator = bed.operatorToken("3203");
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
  @CsvSource(
      delimiter = '|',
      value = {
        // Clean ones stay as they are.
        "'看见了 \uD83D\uDEB2 at \\u0022the\\u0022 bridge' | '看见了 \uD83D\uDEB2 at \"the\" bridge'",
        "'two\\n\\n\\tlines' | 'two\n\n\tlines'",
        "'a\\u2028b' | 'a\u2028b'",
        // Line ends are a frame's own: nothing but JSON's escapes keeps these inside of one.
        "'x\\n\\ndata: {}\\n\\nevent: alert.resolved.v1' | 'x\n\ndata: {}\n\nevent: alert.resolved.v1'",
        "'x\\r\\rid: zzz\\r\\n\\r\\n: end' | 'x\r\rid: zzz\r\n\r\n: end'",
        // Unclean ones are mended.
        "'x\\u0000y' | 'x\uFFFDy'",
        "'\\u001b[2J\\u001b[HRESOLVED' | '\uFFFD[2J\uFFFD[HRESOLVED'",
        "'x\\u0085y\\u009b2J\\u007f' | 'x\uFFFDy\uFFFD2J\uFFFD'",
        "'x\u202Eevlos\\u2066er' | 'x\uFFFDevlos\uFFFDer'",
        "'half \\ud83d a pair' | 'half \uFFFD a pair'"
      })
  void aTextReachesOperatorsAndVolunteersMendedAndInItsFrame(String json, String text) {
    String team = Names.team();
    String volunteer = Names.volunteer();
    bed.publish(List.of(Incident.team(team, 1, volunteer)));
    await().until(() -> !server.bean(Roster.class).teamsOf(volunteer).isEmpty());
    Incident incident = new Incident(VILLAGE);
    UUID task = UUID.randomUUID();
    String operators = "/api/stream/events?alertId=" + incident.alertId;
    Instant from = Instant.now().minusSeconds(1);

    try (EventStream watching = server.stream(operators, operator).awaitLive();
        EventStream called =
            server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      EventEnvelope<?> clue = incident.clue(TEXT).nextEvent();
      for (int i = 0; i < 2; i++) { // a relay may write a record twice
        bed.publish(written(clue, json));
      }
      bed.publish(written(incident.updated(TEXT).nextEvent(), json));
      bed.publish(incident.covered(1).events());

      watching.awaitType("alert.covered.v1");
      called.awaitType("alert.covered.v1");
      assertWatched(watching, text);
      EventStream.Received update = called.awaitType("alert.updated.v1");
      assertThat(update.data().at("/event/details/headline").asString()).isEqualTo(text);
      assertThat(update.data().at("/alert/details/headline").asString()).isEqualTo(text);
      assertThat(called.types())
          .containsExactly("task.offered.v1", "alert.updated.v1", "alert.covered.v1");
      assertThat(called.comments()).noneMatch(comment -> comment.contains("end"));
      assertThat(called.lastEventId()).isNotEqualTo("zzz");
    }
    try (EventStream replayed = server.stream(operators + "&from=" + from, operator)) {
      replayed.awaitType("alert.covered.v1");
      assertWatched(replayed, text);
    }
    assertNothingButNonsenseIsPutAside("dispatch.events", incident.alertId.toString());
  }

  private static void assertWatched(EventStream stream, String text) {
    assertThat(stream.types())
        .containsExactly(
            "alert.issued.v1",
            "task.offered.v1",
            "alert.clue-received.v1",
            "alert.updated.v1",
            "alert.covered.v1");
    assertThat(stream.awaitType("alert.clue-received.v1").data().at("/event/text").asString())
        .isEqualTo(text);
    assertThat(stream.awaitType("alert.updated.v1").data().at("/event/details/headline").asString())
        .isEqualTo(text);
    assertThat(stream.comments()).noneMatch(comment -> comment.contains("end"));
    assertThat(stream.lastEventId()).isNotEqualTo("zzz");
  }

  @Test
  void aTeamIsCalledWhateverStandsInItsName() {
    String team = Names.team();
    String volunteer = Names.volunteer();
    EventEnvelope<?> snapshot = Incident.team(team, 1, volunteer);

    bed.publish(written(snapshot, "\"Team " + team + "\"", "\"\\u001b]0;x\\u0007\\u0000\\ud83d\""));

    await().until(() -> !server.bean(Roster.class).teamsOf(volunteer).isEmpty());
    assertNothingButNonsenseIsPutAside("volunteer.teams", team);
  }

  private static ProducerRecord<String, byte[]> written(EventEnvelope<?> envelope, String json) {
    return written(envelope, TEXT, json);
  }

  /** As another writer might have written it. */
  private static ProducerRecord<String, byte[]> written(
      EventEnvelope<?> envelope, String place, String json) {
    ProducerRecord<String, byte[]> ours = TestBed.record(envelope);
    String value = new String(ours.value(), UTF_8);
    assertThat(value).contains(place);
    return new ProducerRecord<>(
        ours.topic(), null, ours.key(), value.replace(place, json).getBytes(UTF_8), ours.headers());
  }

  /** What comes behind on the same partition is put aside, and before it nothing was. */
  private void assertNothingButNonsenseIsPutAside(String topic, String key) {
    ProducerRecord<String, byte[]> nonsense =
        new ProducerRecord<>(topic, key, "{}".getBytes(UTF_8));
    nonsense.headers().add("ce_type", "nonsense.v1".getBytes(UTF_8));
    bed.publish(nonsense);
    assertThat(bed.awaitRecords(topic + ".dlt", 1, record -> key.equals(record.key())))
        .singleElement()
        .satisfies(
            letter -> assertThat(TopicReader.header(letter, "ce_type")).isEqualTo("nonsense.v1"));
  }
}
