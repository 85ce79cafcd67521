package muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenAPI's own schemas: a parser passes over much that they refuse. */
final class OpenApiSchemas {
  private static final String ADDRESS = "https://spec.openapis.org/oas/";

  private OpenApiSchemas() {}

  /**
   * What is wrong with a document, by the schema of the version that it says it has; empty for one
   * in order.
   *
   * @throws IllegalArgumentException for another version than 3.0 and 3.1
   */
  static List<String> faults(JsonNode document) {
    return schemaFor(document).validate(document).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private static Schema schemaFor(JsonNode document) {
    String version = document.path("openapi").asString("");
    if (version.startsWith("3.0.")) {
      return schema(SpecificationVersion.DRAFT_4, "3.0/schema/2024-10-18");
    }
    if (version.startsWith("3.1.")) {
      // With Schema Objects, of which the schema without -base says nothing.
      return schema(SpecificationVersion.DRAFT_2020_12, "3.1/schema-base/2025-11-23");
    }
    throw new IllegalArgumentException("no schema for OpenAPI " + version);
  }

  private static Schema schema(SpecificationVersion draft, String name) {
    return SchemaRegistry.withDefaultDialect(
            draft, registry -> registry.schemas(OpenApiSchemas::read))
        .getSchema(SchemaLocation.of(ADDRESS + name));
  }

  /** Null for a schema of others, which the validator has. */
  private static @Nullable String read(String address) {
    if (!address.startsWith(ADDRESS)) {
      return null;
    }
    String file = "/openapi/" + address.substring(ADDRESS.length()) + ".json";
    try (InputStream schema = OpenApiSchemas.class.getResourceAsStream(file)) {
      return schema == null ? null : new String(schema.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
