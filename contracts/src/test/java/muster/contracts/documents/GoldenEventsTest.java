package muster.contracts.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden files stand for what is in the topics already: if one of these tests fails after a
 * change of a record, readers of the old version would fail too. docs/events.md says how to change
 * an event.
 */
class GoldenEventsTest {
  private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final EventCodec codec = new EventCodec();

  static Stream<EventType> events() {
    return EventType.all().stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventHasANameOfNounVerbAndVersion(EventType event) {
    assertThat(event.name()).matches(NAME);
    assertThat(event.type().getDeclaredAnnotation(EventName.class)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyGoldenEventValidatesAgainstItsSchema(EventType event) {
    assertThat(schemaOf(event).validate(goldenOf(event))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyGoldenEventDecodesAndEncodesToTheSameJson(EventType event) {
    JsonNode golden = goldenOf(event);
    Event decoded =
        codec.fromJson(event.name(), golden.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(event.type());
    assertThat(JsonMapper.shared().readTree(codec.toJson(decoded))).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("events")
  void aGoldenEventWithoutARequiredFieldFailsItsSchema(EventType event) {
    Schema schema = schemaOf(event);
    List<String> required =
        Arrays.stream(event.type().getRecordComponents())
            .filter(EventType::isRequired)
            .map(RecordComponent::getName)
            .toList();
    assertThat(required)
        .isNotEmpty()
        .allSatisfy(
            field -> {
              ObjectNode without = goldenOf(event).deepCopy();
              assertThat(without.remove(field)).isNotNull();
              assertThat(schema.validate(without)).isNotEmpty();
            });
  }

  /** As versions wrote it that did not know them. */
  @ParameterizedTest
  @MethodSource("events")
  void aGoldenEventWithoutItsOptionalFieldsIsReadAndWrittenWithoutThem(EventType event) {
    ObjectNode older = goldenOf(event).deepCopy();
    Arrays.stream(event.type().getRecordComponents())
        .filter(field -> !EventType.isRequired(field))
        .forEach(field -> older.remove(field.getName()));
    assertThat(schemaOf(event).validate(older)).isEmpty();
    Event decoded = codec.fromJson(event.name(), older.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(JsonMapper.shared().readTree(codec.toJson(decoded))).isEqualTo(older);
  }

  @ParameterizedTest
  @MethodSource("events")
  void aGoldenEventWithAFieldOfAnotherTypeFailsItsSchema(EventType event) {
    Schema schema = schemaOf(event);
    for (String field : goldenOf(event).propertyNames()) {
      ObjectNode wrong = goldenOf(event).deepCopy();
      wrong.putObject(field).put("not", "this");
      assertThat(schema.validate(wrong)).describedAs(field).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void aFieldThatANewerWriterAddedPassesTheSchema(EventType event) {
    ObjectNode newer = goldenOf(event).deepCopy();
    newer.putObject("addedLater").put("by", "v1.1");
    assertThat(schemaOf(event).validate(newer)).isEmpty();
  }

  @Test
  void noGoldenFileIsLeftOfAnEventThatIsGone() throws IOException {
    List<Path> needed = events().map(ContractDocuments::goldenOf).toList();
    try (Stream<Path> present = Files.list(ContractDocuments.GOLDEN)) {
      assertThat(present).containsExactlyInAnyOrderElementsOf(needed);
    }
  }

  private static ObjectNode goldenOf(EventType event) {
    return (ObjectNode) ContractDocuments.readJson(ContractDocuments.goldenOf(event));
  }

  private static Schema schemaOf(EventType event) {
    return SCHEMAS.getSchema(
        ContractDocuments.readJson(ContractDocuments.SCHEMAS.resolve(event.name() + ".json")));
  }
}
