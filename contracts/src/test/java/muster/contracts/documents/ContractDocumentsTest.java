package muster.contracts.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import muster.contracts.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Schemas, docs/events.md and docs/asyncapi.yaml say what the records say. */
class ContractDocumentsTest {

  @BeforeAll
  static void regenerateIfAsked() throws IOException {
    if (Boolean.getBoolean(ContractDocuments.REGENERATE)) {
      for (var file : ContractDocuments.all().entrySet()) {
        Files.createDirectories(file.getKey().getParent());
        Files.writeString(file.getKey(), file.getValue());
      }
      for (Path left : filesThatNoEventNeeds()) {
        Files.delete(left);
      }
    }
  }

  @Test
  void everyGeneratedFileIsCurrent() {
    ContractDocuments.all()
        .forEach(
            (file, content) ->
                assertThat(file)
                    .describedAs("out of date; run: %s", ContractDocuments.COMMAND)
                    .exists()
                    .hasContent(content));
  }

  @Test
  void noSchemaIsLeftOfAnEventThatIsGone() throws IOException {
    assertThat(filesThatNoEventNeeds())
        .describedAs("left over; run: %s", ContractDocuments.COMMAND)
        .isEmpty();
  }

  private static List<Path> filesThatNoEventNeeds() throws IOException {
    Set<Path> needed = ContractDocuments.all().keySet();
    try (Stream<Path> present = Files.list(ContractDocuments.SCHEMAS)) {
      return present.filter(file -> !needed.contains(file)).toList();
    }
  }

  @Test
  void everyEventFieldPartAndConstantIsDescribed() {
    List<String> undescribed = new ArrayList<>();
    Set<Class<?>> seen = new HashSet<>();
    EventType.all().forEach(event -> collect(event.type(), seen, undescribed));
    for (Topics topic : Topics.values()) {
      if (EventType.describe(topic.family()).isEmpty()) {
        undescribed.add(topic.family().getName());
      }
    }
    assertThat(undescribed).isEmpty();
  }

  private static void collect(Class<?> type, Set<Class<?>> seen, List<String> undescribed) {
    if (!type.getName().startsWith("muster.") || !seen.add(type)) {
      return;
    }
    if (type.isEnum()) {
      EventType.constantsOf(type)
          .forEach(
              (constant, meaning) -> {
                if (meaning.isEmpty()) {
                  undescribed.add(type.getName() + "." + constant);
                }
              });
      return;
    }
    if (EventType.describe(type).isEmpty()) {
      undescribed.add(type.getName());
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getDeclaringRecord().getName().endsWith("JurisdictionCode")) {
        continue; // A plain text on the wire.
      }
      if (EventType.describe(component).isEmpty()) {
        undescribed.add(type.getName() + "." + component.getName());
      }
      Type inner =
          component.getGenericType() instanceof ParameterizedType parameterized
              ? parameterized.getActualTypeArguments()[0]
              : component.getGenericType();
      collect((Class<?>) inner, seen, undescribed);
    }
  }

  @Test
  void everySchemaIsAJsonSchemaOfDraft202012() {
    Schema metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    SpecificationVersion.DRAFT_2020_12.getDialectId()));
    EventSchemas schemas = new EventSchemas();
    assertThat(EventType.all())
        .allSatisfy(event -> assertThat(metaSchema.validate(schemas.schemaOf(event))).isEmpty());
    assertThat(metaSchema.validate("{\"type\":7}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theAsyncApiDocumentIsValidAfterAsyncApisOwnSchema() throws IOException {
    JsonNode document = asyncApi();
    assertThat(asyncApiSchema().validate(document)).isEmpty();
  }

  @Test
  void theAsyncApiSchemaWouldNoticeAMistake() throws IOException {
    ObjectNode document = (ObjectNode) asyncApi();
    ((ObjectNode) document.get("operations").get("send-dispatch.events")).put("action", "shout");
    List<Error> errors = asyncApiSchema().validate(document);
    assertThat(errors).isNotEmpty();
  }

  @Test
  void everyReferenceInTheAsyncApiDocumentHasATarget() {
    JsonNode document = asyncApi();
    List<String> references =
        document.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();
    assertThat(references)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void theAsyncApiDocumentHasEveryTopicAndEveryEvent() {
    JsonNode document = asyncApi();
    assertThat(document.get("channels").propertyNames()).containsAll(Topics.allNames());
    assertThat(document.get("components").get("messages").propertyNames())
        .containsAll(EventType.all().stream().map(EventType::name).toList());
  }

  private static JsonNode asyncApi() {
    return new YAMLMapper()
        .readTree(ContractDocuments.read(ContractDocuments.DOCS.resolve("asyncapi.yaml")));
  }

  private static Schema asyncApiSchema() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(
                ContractDocumentsTest.class.getResourceAsStream("/asyncapi/3.0.0.json.gz"));
        InputStream unpacked = new GZIPInputStream(packed)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(JsonMapper.shared().readTree(unpacked));
    }
  }
}
