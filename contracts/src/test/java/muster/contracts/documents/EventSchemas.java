package muster.contracts.documents;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) from the event records. */
final class EventSchemas {
  private final SchemaGenerator generator;

  EventSchemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS)
            // Newer writers may add properties, so nothing is said about others.
            .without(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    config
        .forTypesInGeneral()
        .withPropertySorter((one, other) -> 0)
        .withCustomDefinitionProvider(EventSchemas::plainType)
        .withDefinitionNamingStrategy(new Names())
        .withArrayUniqueItemsResolver(
            scope -> scope.getType().isInstanceOf(Set.class) ? Boolean.TRUE : null)
        .withDescriptionResolver(
            scope -> EventType.describe(scope.getType().getErasedType()).orElse(null));
    config
        .forFields()
        .withRequiredCheck(field -> EventType.isRequired(componentOf(field)))
        .withDescriptionResolver(field -> describe(field))
        .withNumberInclusiveMinimumResolver(field -> bound(field, -1))
        .withNumberInclusiveMaximumResolver(field -> bound(field, 1));
    generator = new SchemaGenerator(config.build());
  }

  ObjectNode schemaOf(EventType event) {
    ObjectNode generated = generator.generateSchema(event.type());
    ObjectNode schema = generated.objectNode();
    schema.set("$schema", generated.get("$schema"));
    schema.put("$id", "urn:muster:event:" + event.name());
    schema.put("title", event.name());
    schema.put("description", event.description());
    generated
        .properties()
        .forEach(property -> schema.putIfAbsent(property.getKey(), property.getValue()));
    return schema;
  }

  private static @Nullable CustomDefinition plainType(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (erased == Instant.class) {
      return inline(node.put("type", "string").put("format", "date-time"));
    } else if (erased == Duration.class) {
      return inline(node.put("type", "string").put("format", "duration"));
    } else if (erased == UUID.class) {
      return inline(node.put("type", "string").put("format", "uuid"));
    } else if (erased == JurisdictionCode.class) {
      // The description is the type's; the digits are the ones its constructor accepts.
      String digits =
          Arrays.stream(new int[] {2, 4, 6, 9, 12, 15})
              .mapToObj("[0-9]{%d}"::formatted)
              .collect(Collectors.joining("|", "^(", ")$"));
      return inline(node.put("type", "string").put("pattern", digits));
    } else if (erased.isEnum()) {
      return constants(node, erased);
    }
    return null;
  }

  private static CustomDefinition constants(ObjectNode node, Class<?> enumType) {
    node.put("type", "string");
    ArrayNode values = node.putArray("enum");
    StringBuilder meanings = new StringBuilder();
    EventType.constantsOf(enumType)
        .forEach(
            (constant, meaning) -> {
              values.add(constant);
              meanings.append(meanings.isEmpty() ? "" : "; ").append(constant);
              meaning.ifPresent(text -> meanings.append(": ").append(text));
            });
    node.put("description", meanings.toString());
    return new CustomDefinition(node, DefinitionType.ALWAYS_REF, AttributeInclusion.NO);
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(node, DefinitionType.INLINE, AttributeInclusion.YES);
  }

  private static RecordComponent componentOf(FieldScope field) {
    return Arrays.stream(field.getRawMember().getDeclaringClass().getRecordComponents())
        .filter(component -> component.getName().equals(field.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String describe(FieldScope field) {
    return field.isFakeContainerItemScope()
        ? null
        : EventType.describe(componentOf(field)).orElse(null);
  }

  /** The range that {@link GeoPoint}'s constructor accepts. */
  private static @Nullable BigDecimal bound(FieldScope field, int sign) {
    if (field.getRawMember().getDeclaringClass() != GeoPoint.class) {
      return null;
    }
    return BigDecimal.valueOf(sign * (field.getName().equals("latitude") ? 90L : 180L));
  }

  private static final class Names implements SchemaDefinitionNamingStrategy {
    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
      return EventType.nameOf(key.getType().getErasedType());
    }
  }
}
