package muster.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The OpenAPI document that a service commits beside its sources, from which the pages have their
 * types. It is what the service serves, in an order that does not change by chance, and without
 * what is none of its API: where it runs, and the addresses of tests.
 */
public final class CommittedDescription {
  /** Of the service's module, in whose folder its tests run. */
  public static final Path FILE = Path.of("src/main/openapi/openapi.json");

  /** The system property by which it is written anew, as for the documents of contracts. */
  public static final String REGENERATE = "muster.regenerate";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String API = "/api/";

  private CommittedDescription() {}

  /**
   * Throws when the file is not what the service serves; writes it instead where that is asked for.
   *
   * @param module of the service, for the command that is named
   * @param served JSON or YAML
   */
  public static void requireCurrent(String module, String served) {
    String wanted = text(served);
    try {
      if (Boolean.getBoolean(REGENERATE)) {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, wanted);
      }
      if (!Files.exists(FILE) || !Files.readString(FILE).equals(wanted)) {
        throw new AssertionError(
            module
                + "/"
                + FILE
                + " is not what the service serves; run: ./mvnw -pl "
                + module
                + " -am test -Dtest=DescriptionTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                + REGENERATE
                + "=true");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String served) {
    JsonNode read =
        served.stripLeading().startsWith("{")
            ? JSON.readTree(served)
            : new YAMLMapper().readTree(served);
    if (!(read instanceof ObjectNode document) || !document.path("paths").isObject()) {
      throw new AssertionError("no OpenAPI document: " + served);
    }
    document.remove("servers");
    ObjectNode paths = (ObjectNode) document.required("paths");
    paths.remove(
        paths
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(path -> !path.startsWith(API))
            .toList());
    if (document.get("tags") instanceof ArrayNode tags) {
      List<JsonNode> byName =
          tags.valueStream()
              .sorted(Comparator.comparing(tag -> tag.path("name").asString("")))
              .toList();
      tags.removeAll();
      tags.addAll(byName);
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return JSON.writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
            .writeValueAsString(ordered(document))
        + "\n";
  }

  /** With the names of every object in order; lists stay as they are. */
  private static JsonNode ordered(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        TreeMap<String, JsonNode> names = new TreeMap<>();
        object.propertyStream().forEach(field -> names.put(field.getKey(), field.getValue()));
        ObjectNode sorted = JSON.createObjectNode();
        names.forEach((name, value) -> sorted.set(name, ordered(value)));
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode same = JSON.createArrayNode();
        array.valueStream().map(CommittedDescription::ordered).forEach(same::add);
        yield same;
      }
      default -> node;
    };
  }
}
