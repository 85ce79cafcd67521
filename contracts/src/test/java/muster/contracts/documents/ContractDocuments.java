package muster.contracts.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Every generated file with the content it has to have. Paths are relative to the module. */
final class ContractDocuments {
  static final String REGENERATE = "muster.regenerate";
  static final String COMMAND =
      "mvn -pl contracts test -Dtest=ContractDocumentsTest -D" + REGENERATE + "=true";
  static final Path SCHEMAS = Path.of("src/main/resources/muster/contracts/schemas");
  static final Path GOLDEN = Path.of("src/test/resources/golden");
  static final Path DOCS = Path.of("../docs");

  private ContractDocuments() {}

  static SortedMap<Path, String> all() {
    SortedMap<Path, String> files = new TreeMap<>();
    EventSchemas schemas = new EventSchemas();
    for (EventType event : EventType.all()) {
      files.put(SCHEMAS.resolve(event.name() + ".json"), json(schemas.schemaOf(event)));
    }
    files.put(DOCS.resolve("events.md"), new EventsPage().write());
    files.put(
        DOCS.resolve("asyncapi.yaml"),
        yaml(new AsyncApiDocument().write(event -> readJson(goldenOf(event)))));
    return files;
  }

  static Path goldenOf(EventType event) {
    return GOLDEN.resolve(event.name() + ".json");
  }

  static JsonNode readJson(Path file) {
    return JsonMapper.shared().readTree(read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(JsonNode node) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return JsonMapper.shared().writer().with(printer).writeValueAsString(node) + "\n";
  }

  private static String yaml(JsonNode node) {
    YAMLFactory factory =
        YAMLFactory.builder()
            .stringQuotingChecker(new QuotingTimes())
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(
                YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    return new YAMLMapper(factory).writeValueAsString(node);
  }

  /** Without quotes, readers of YAML 1.1 take a text like 2022-03-12T01:15:02Z for a date. */
  private static final class QuotingTimes extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || value.matches("[0-9]{4}-[0-9]{2}-.*");
    }
  }
}
