package muster.demo.terminal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service refuses, for people. The sentences of services are English: where the terminal's
 * texts know the problem's type, they say it in the language of the terminal, and of a request that
 * breaks a rule which field it is.
 */
public final class ProblemText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TYPES = "/problems/";
  private static final String VALIDATION = "problem.validation";

  private ProblemText() {}

  /**
   * @param body of the answer: of a type that the texts don't know its sentence is shown, and of
   *     what is no problem all of it
   */
  public static String of(TerminalTexts texts, int status, String body) {
    return status + " " + sentence(texts, body);
  }

  private static String sentence(TerminalTexts texts, String body) {
    JsonNode problem;
    try {
      problem = JSON.readTree(body);
    } catch (JacksonException noProblem) {
      return body;
    }
    String type = problem.path("type").asString("");
    String key = "problem." + (type.startsWith(TYPES) ? type.substring(TYPES.length()) : "");
    if (!texts.keys().contains(key)) {
      return problem.path("detail").asString(body);
    }
    List<String> fields =
        key.equals(VALIDATION)
            ? problem
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString(""))
                .map(field -> field(texts, field))
                .flatMap(Optional::stream)
                .distinct()
                .toList()
            : List.of();
    return fields.isEmpty()
        ? texts.get(key)
        : fields.stream().collect(Collectors.joining(" ", texts.get(key) + " ", ""));
  }

  private static Optional<String> field(TerminalTexts texts, String name) {
    String key = "problem.field." + name;
    return texts.keys().contains(key) ? Optional.of(texts.get(key)) : Optional.empty();
  }
}
