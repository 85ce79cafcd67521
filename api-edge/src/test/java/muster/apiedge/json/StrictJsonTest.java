package muster.apiedge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import muster.contracts.problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Objects of several kinds, of which a field says which one follows. */
class StrictJsonTest {
  private static final JsonMapper MAPPER = mapper();

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.class, name = "ANSWER"),
    @JsonSubTypes.Type(value = Silence.class, name = "SILENCE")
  })
  sealed interface Decision {}

  record Answer(@Nullable String text) implements Decision {}

  record Silence() implements Decision {}

  record Case(@Nullable Decision outcome) {}

  private static JsonMapper mapper() {
    JsonFactoryBuilder factory = JsonFactory.builder();
    StrictJson.bound(factory);
    JsonMapper.Builder mapper = JsonMapper.builder(factory.build());
    StrictJson.apply(mapper);
    return mapper.build();
  }

  @Test
  void aKindThatIsKnownIsRead() {
    assertThat(MAPPER.readValue("{\"decision\":\"ANSWER\",\"text\":\"a\"}", Decision.class))
        .isEqualTo(new Answer("a"));
    assertThat(MAPPER.readValue("{\"text\":\"a\",\"decision\":\"ANSWER\"}", Decision.class))
        .isEqualTo(new Answer("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                      | decision | must be one of ANSWER, SILENCE
          {"text":"a"}                            | decision | must be one of ANSWER, SILENCE
          {"decision":null}                       | decision | must be one of ANSWER, SILENCE
          {"decision":"SHRUG"}                    | decision | must be one of ANSWER, SILENCE
          {"decision":"ANSWER","decision":"SILENCE"} | decision | stands there twice
          {"decision":"SILENCE","text":"a"}       | text     | is not a known field
          "ANSWER"                                | ``       | has a value of the wrong form
          7                                       | ``       | has a value of the wrong form
          true                                    | ``       | has a value of the wrong form
          """)
  void whatIsWrongIsNamed(String json, String field, String message) {
    assertThat(error(json, Decision.class)).isEqualTo(new FieldError(field, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"outcome":{}}                     | outcome.decision | must be one of ANSWER, SILENCE
          {"outcome":{"decision":"SHRUG"}}   | outcome.decision | must be one of ANSWER, SILENCE
          {"outcome":7}                      | outcome          | has a value of the wrong form
          {"outcome":{"decision":"ANSWER","text":7}} | outcome.text | must be a string
          """)
  void whatIsWrongWithinIsNamedByItsPath(String json, String field, String message) {
    assertThat(error(json, Case.class)).isEqualTo(new FieldError(field, message));
  }

  private static FieldError error(String json, Class<?> type) {
    JacksonException fault =
        catchThrowableOfType(JacksonException.class, () -> MAPPER.readValue(json, type));
    assertThat(fault).as(json).isNotNull();
    return JsonFaults.error(fault);
  }
}
