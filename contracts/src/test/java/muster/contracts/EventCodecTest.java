package muster.contracts;

import static muster.contracts.CancelledAlert.CANCELLED;
import static muster.contracts.CancelledAlert.CANCELLED_JSON;
import static muster.contracts.CancelledAlert.bytes;
import static muster.contracts.CancelledAlert.decode;
import static muster.contracts.CancelledAlert.headers;
import static muster.contracts.CancelledAlert.read;
import static muster.contracts.CancelledAlert.reasonFor;
import static muster.contracts.CancelledAlert.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.EventCodec.Encoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.TeamSnapshot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private final EventCodec codec = new EventCodec();

  @Provide
  Arbitrary<Event> events() {
    return AnyEvent.any();
  }

  @Property(tries = 600)
  void whatWasEncodedDecodesToTheSame(@ForAll("events") Event event, @ForAll long version) {
    EventEnvelope<Event> envelope =
        new EventEnvelope<>(UUID.randomUUID(), "/test-service", version, TRACE, event);
    Encoded encoded = codec.encode(envelope);

    assertThat(encoded.topic()).isEqualTo(Topics.of(event).topic());
    assertThat(encoded.key()).isEqualTo(event.key());
    assertThat(decode(Topics.of(event).family(), encoded.headers(), encoded.value()))
        .isEqualTo(new Decoded.Readable<>(envelope));
    assertThat(codec.fromJson(EventCodec.nameOf(event.getClass()), codec.toJson(event)))
        .isEqualTo(event);
  }

  @Property(tries = 300)
  void anyBytesUnderAnyHeadersAreReadOrRefusedWithAReason(
      @ForAll byte[] value, @ForAll("typeNames") String type, @ForAll String id) {
    Decoded<DispatchEvent> decoded =
        decode(DispatchEvent.class, Map.of("ce_type", type, "ce_id", id), value);
    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    assertThat(((Decoded.Unreadable<?>) decoded).reason()).isNotBlank();
  }

  @Provide
  Arbitrary<String> typeNames() {
    return Arbitraries.oneOf(
        Arbitraries.of(AnyEvent.records().map(EventCodec::nameOf).toList()),
        Arbitraries.strings().ofMaxLength(20));
  }

  @Property(tries = 600)
  void anEventWithOneByteChangedIsReadOrRefusedButNeverThrows(
      @ForAll("events") Event event, @ForAll int position, @ForAll byte other) {
    Encoded encoded =
        codec.encode(new EventEnvelope<>(UUID.randomUUID(), "/test-service", 1, null, event));
    byte[] damaged = encoded.value().clone();
    damaged[Math.floorMod(position, damaged.length)] = other;
    assertThat(decode(Topics.of(event).family(), encoded.headers(), damaged)).isNotNull();
  }

  @Test
  void theHeadersAreThoseOfCloudEventsInBinaryMode() {
    UUID id = UUID.randomUUID();
    Encoded encoded =
        codec.encode(new EventEnvelope<>(id, "/dispatch-service", 7, null, CANCELLED));
    assertThat(encoded.headers())
        .containsOnly(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", id.toString()),
            Map.entry("ce_type", "alert.cancelled.v1"),
            Map.entry("ce_source", "/dispatch-service"),
            Map.entry("ce_time", "2022-03-12T01:20:00Z"),
            Map.entry("ce_subject", CANCELLED.alertId().toString()),
            Map.entry("ce_aggregateversion", "7"),
            Map.entry("content-type", "application/json"));
    assertThat(new String(encoded.value(), StandardCharsets.UTF_8)).isEqualTo(CANCELLED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alertId", "at", "by", "reason"})
  void aRequiredPropertyThatIsMissingOrNullMakesTheEventUnreadable(String property) {
    String without =
        CANCELLED_JSON.replaceAll("\"" + property + "\":\"[^\"]*\",?", "").replace(",}", "}");
    String withNull =
        CANCELLED_JSON.replaceAll("\"" + property + "\":\"[^\"]*\"", "\"" + property + "\":null");
    assertThat(reasonFor(without)).startsWith("alert.cancelled.v1: ").contains(property);
    assertThat(reasonFor(withNull)).startsWith("alert.cancelled.v1: ").contains(property);
  }

  @Test
  void aPropertyThatANewerWriterAddedIsPassedOver() {
    String newer = CANCELLED_JSON.replace("{\"alertId\"", "{\"added\":{\"later\":[1]},\"alertId\"");
    assertThat(read(newer)).isInstanceOf(Decoded.Readable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"2022-03-12T01:20:00Z\" | \"yesterday\"         | at",
        "\"2022-03-12T01:20:00Z\" | {}                    | at",
        "\"chen\"                 | {\"a\":1}             | by",
        "\"chen\"                 | [\"chen\"]            | by",
        "\"chen\"                 | 7                     | by",
        "\"017f7c00-0000-7000-8000-000000000001\" | \"1\" | alertId",
        "\"017f7c00-0000-7000-8000-000000000001\" | 1     | alertId"
      })
  void aPropertyOfTheWrongTypeIsNamedInTheReason(String good, String bad, String property) {
    assertThat(reasonFor(CANCELLED_JSON.replace(good, bad)))
        .startsWith("alert.cancelled.v1: " + property + ": ")
        .doesNotContain("muster.contracts");
  }

  @Test
  void theReasonNamesThePlaceInsideAList() {
    String team =
        """
        {"teamId":"t-1","at":"2022-03-12T01:20:00Z","version":1,"name":"x","jurisdiction":"3203",
         "base":{"latitude":34.2,"longitude":117.2},"capabilities":[],
         "members":[{"volunteerId":"v-1","role":"CAPTAIN"},{"volunteerId":"v-2","role":%s}]}\
        """;
    assertThat(reasonForTeam(team.formatted("\"ADMIRAL\""))).contains("members[1].role");
    assertThat(reasonForTeam(team.formatted("0"))).contains("members[1].role");
    assertThat(reasonForTeam(team.formatted("\"MEMBER\"").replace("34.2", "91")))
        .contains("latitude must be between");
    assertThat(reasonForTeam(team.formatted("\"MEMBER\"").replace("\"3203\"", "\"320\"")))
        .contains("GB/T 2260");
    assertThat(reasonForTeam(team.formatted("\"MEMBER\"").replace("[]", "[null]")))
        .contains("capabilities");
    assertThat(
            reasonForTeam(team.formatted("\"MEMBER\"").replace("\"version\":1", "\"version\":1.5")))
        .contains("version");
    assertThat(reasonForTeam(team.formatted("\"MEMBER\"").replace("34.2", "\"NaN\"")))
        .contains("latitude");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "7",
        "\"text\"",
        "{",
        "{\"alertId\":",
        "\u0000",
        "<event/>",
        "NaN",
        "\uFEFF"
      })
  void whatIsNoJsonObjectOfThisEventIsUnreadable(String value) {
    assertThat(reasonFor(value)).startsWith("alert.cancelled.v1: ");
  }

  @Test
  void textAfterTheEventIsRefused() {
    assertThat(reasonFor(CANCELLED_JSON + "{}")).startsWith("alert.cancelled.v1: ");
  }

  @Test
  void aTombstoneIsNoEvent() {
    assertThat(reasonOf(decode(DispatchEvent.class, headers(), null)))
        .isEqualTo("the record has no value");
  }

  @Test
  void anEventOfAnotherFamilyDoesNotBelongOnTheTopic() {
    assertThat(reasonOf(decode(ReportEvent.class, headers(), bytes(CANCELLED_JSON))))
        .isEqualTo("unknown event type alert.cancelled.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alert.cancelled.v2", "alert.cancelled", "", "AlertCancelled"})
  void anUnknownTypeIsNamedInTheReason(String type) {
    Map<String, String> headers = headers();
    headers.put("ce_type", type);
    assertThat(reasonOf(decode(DispatchEvent.class, headers, bytes(CANCELLED_JSON))))
        .isEqualTo("unknown event type " + type);
  }

  @Test
  void withoutATypeOrAnIdARecordIsNoEvent() {
    Map<String, String> noType = headers();
    noType.remove("ce_type");
    assertThat(reasonOf(decode(DispatchEvent.class, noType, bytes(CANCELLED_JSON))))
        .isEqualTo("header ce_type is missing");
    Map<String, String> noId = headers();
    noId.remove("ce_id");
    assertThat(reasonOf(decode(DispatchEvent.class, noId, bytes(CANCELLED_JSON))))
        .contains("ce_id");
  }

  @ParameterizedTest
  @CsvSource({"ce_id,nonsense", "ce_id,''", "ce_aggregateversion,one", "ce_aggregateversion,1e3"})
  void aMalformedHeaderIsNamedInTheReason(String header, String value) {
    Map<String, String> headers = headers();
    headers.put(header, value);
    assertThat(reasonOf(decode(DispatchEvent.class, headers, bytes(CANCELLED_JSON))))
        .contains(header);
  }

  @Test
  void theHeadersThatMayBeMissingAreTheTraceSourceAndVersion() {
    Map<String, String> headers =
        Map.of("ce_type", "alert.cancelled.v1", "ce_id", "017f7c00-0000-7000-8000-000000000001");
    assertThat(decode(DispatchEvent.class, headers, bytes(CANCELLED_JSON)))
        .isEqualTo(
            new Decoded.Readable<>(
                new EventEnvelope<DispatchEvent>(
                    UUID.fromString(headers.get("ce_id")), "", 0, null, CANCELLED)));
  }

  @Test
  void anUnknownNameOrAClassWithoutNameIsABugOfTheCaller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.fromJson("no.such-thing.v1", bytes("{}")))
        .withMessageContaining("no.such-thing.v1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.fromJson("alert.cancelled.v1", bytes("null")))
        .withMessageContaining("null");
    record Nameless(Instant at, String key) implements Event {}
    assertThatIllegalStateException().isThrownBy(() -> EventCodec.nameOf(Nameless.class));
  }

  private static String reasonForTeam(String json) {
    Map<String, String> headers = headers();
    headers.put("ce_type", "team.snapshot.v1");
    return reasonOf(decode(TeamSnapshot.class, headers, bytes(json)));
  }
}
