package muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.EventCodec.Encoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.TeamSnapshot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final AlertCancelled CANCELLED =
      new AlertCancelled(
          UUID.fromString("017f7c00-0000-7000-8000-000000000001"),
          Instant.parse("2022-03-12T01:20:00Z"),
          "chen",
          "owner found it");
  private static final String CANCELLED_JSON =
      """
      {"alertId":"017f7c00-0000-7000-8000-000000000001","at":"2022-03-12T01:20:00Z",\
      "by":"chen","reason":"owner found it"}\
      """;

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
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin1 =
        CANCELLED_JSON.replace("chen", "ch\u00E9n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decode(DispatchEvent.class, headers(), latin1))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  /** An alert is not lost for a character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "found\\u0000it | found\uFFFDit",
        "\\u001b[2Jfound it | \uFFFD[2Jfound it",
        "found \\ud83d it | found \uFFFD it",
        "found\u202Eit | found\uFFFDit",
        "'found\\n\\tit' | 'found\n\tit'",
        "cafe\u0301 | cafe\u0301"
      })
  void aRefusedCharacterOfATextIsReadAsAReplacement(String json, String text) {
    AlertCancelled mended =
        new AlertCancelled(CANCELLED.alertId(), CANCELLED.at(), CANCELLED.by(), text);
    Decoded<DispatchEvent> decoded = read(CANCELLED_JSON.replace("owner found it", json));
    assertThat(decoded).isInstanceOf(Decoded.Readable.class);
    assertThat(((Decoded.Readable<DispatchEvent>) decoded).envelope().event()).isEqualTo(mended);
    assertThat(
            codec.fromJson(
                "alert.cancelled.v1", bytes(CANCELLED_JSON.replace("owner found it", json))))
        .isEqualTo(mended);
  }

  @Test
  void aTextInsideAListIsMendedToo() {
    byte[] team =
        bytes(
            """
            {"teamId":"xizhu","at":"2022-03-12T01:20:00Z","version":1,"name":"Xi\\u0007zhu","jurisdiction":"320371003",\
            "base":{"latitude":34.2,"longitude":117.3},"capabilities":["first\\u0000aid"],"members":[]}\
            """);
    assertThat(codec.fromJson("team.snapshot.v1", team).toString())
        .contains("Xi\uFFFDzhu", "first\uFFFDaid");
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
  void anEnormousTypeDoesNotMakeAnEnormousReason() {
    Map<String, String> headers = headers();
    headers.put("ce_type", "x".repeat(1_000_000));
    assertThat(reasonOf(decode(DispatchEvent.class, headers, bytes(CANCELLED_JSON))))
        .hasSizeLessThan(400);
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
  void textIsReadUpToItsLimitAndRefusedBeyond() {
    String atLimit = "x".repeat(EventCodec.MAX_TEXT_LENGTH);
    assertThat(read(CANCELLED_JSON.replace("owner found it", atLimit)))
        .isInstanceOf(Decoded.Readable.class);
    assertThat(reasonFor(CANCELLED_JSON.replace("owner found it", atLimit + "x")))
        .contains("length");
  }

  @Test
  void aValueIsReadUpToItsLimitAndRefusedBeyond() {
    byte[] atLimit = bytes(CANCELLED_JSON + " ".repeat(EventCodec.MAX_VALUE_BYTES)).clone();
    byte[] cut = java.util.Arrays.copyOf(atLimit, EventCodec.MAX_VALUE_BYTES);
    assertThat(decode(DispatchEvent.class, headers(), cut)).isInstanceOf(Decoded.Readable.class);
    byte[] over = java.util.Arrays.copyOf(atLimit, EventCodec.MAX_VALUE_BYTES + 1);
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

  /** Half an emoji can arrive in a request body as an escape; the event must still go out. */
  @Test
  void aLoneSurrogateIsWrittenAsAReplacementRatherThanStoppingTheEvent() {
    AlertCancelled half =
        new AlertCancelled(CANCELLED.alertId(), CANCELLED.at(), "chen", "found \ud83d it");
    byte[] json = codec.toJson(half);
    assertThat(codec.fromJson("alert.cancelled.v1", json)).isInstanceOf(AlertCancelled.class);
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

  private static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_type", "alert.cancelled.v1");
    headers.put("ce_id", "017f7c00-0000-7000-8000-000000000002");
    headers.put("ce_source", "/dispatch-service");
    headers.put("ce_aggregateversion", "7");
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Decoded<DispatchEvent> read(String json) {
    return decode(DispatchEvent.class, headers(), bytes(json));
  }

  private String reasonFor(String json) {
    return reasonOf(read(json));
  }

  private String reasonForTeam(String json) {
    Map<String, String> headers = headers();
    headers.put("ce_type", "team.snapshot.v1");
    return reasonOf(decode(TeamSnapshot.class, headers, bytes(json)));
  }

  private static String reasonOf(Decoded<?> decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    return ((Decoded.Unreadable<?>) decoded).reason();
  }

  private <E extends Event> Decoded<E> decode(
      Class<E> family, Map<String, String> headers, byte @Nullable [] value) {
    return codec.decode(
        family, name -> headers.containsKey(name) ? bytes(headers.get(name)) : null, value);
  }
}
