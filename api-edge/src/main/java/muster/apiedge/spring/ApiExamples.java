package muster.apiedge.spring;

import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page that tries an API begins with. Made from types and ranges alone an example would be
 * valid and mean harm: latitude -90 moves an alert to the south pole. So each service has real
 * ones, by the name of their schema, in {@value #FILE}.
 */
final class ApiExamples {
  static final String FILE = "api-examples.json";

  private final Map<String, Object> examples = read();

  /**
   * @throws IllegalStateException for an example of something that the API does not have
   */
  @SuppressWarnings("rawtypes") // as the library has it
  void addTo(Map<String, Schema> schemas) {
    examples.forEach(
        (name, example) -> {
          Schema schema = schemas.get(name);
          if (schema == null) {
            throw new IllegalStateException(FILE + ": the API has no " + name);
          }
          schema.setExample(example);
        });
  }

  private static Map<String, Object> read() {
    try (InputStream file = ApiExamples.class.getClassLoader().getResourceAsStream(FILE)) {
      return file == null
          ? Map.of()
          : JsonMapper.shared().readValue(file, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
