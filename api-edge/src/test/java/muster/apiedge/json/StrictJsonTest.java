package muster.apiedge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import muster.contracts.problem.FieldError;
import muster.contracts.text.TextRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    @JsonSubTypes.Type(value = Silence.class, name = "SILENCE"),
    @JsonSubTypes.Type(value = Link.class, name = "LINK")
  })
  sealed interface Decision {}

  record Answer(@Nullable String text) implements Decision {}

  record Silence() implements Decision {}

  record Link(@TextOrInteger @Nullable String alert) implements Decision {}

  record Called(@TextOrInteger @Nullable String alert) {}

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
          {}                                      | decision | must be one of ANSWER, SILENCE, LINK
          {"text":"a"}                            | decision | must be one of ANSWER, SILENCE, LINK
          {"decision":null}                       | decision | must be one of ANSWER, SILENCE, LINK
          {"decision":"SHRUG"}                    | decision | must be one of ANSWER, SILENCE, LINK
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
          {"outcome":{}}                     | outcome.decision | must be one of ANSWER, SILENCE, LINK
          {"outcome":{"decision":"SHRUG"}}   | outcome.decision | must be one of ANSWER, SILENCE, LINK
          {"outcome":7}                      | outcome          | has a value of the wrong form
          {"outcome":{"decision":"ANSWER","text":7}} | outcome.text | must be a string
          """)
  void whatIsWrongWithinIsNamedByItsPath(String json, String field, String message) {
    assertThat(error(json, Case.class)).isEqualTo(new FieldError(field, message));
  }

  @Test
  void whatIsCalledByANumberIsTakenWithAndWithoutQuotes() {
    assertThat(MAPPER.readValue("{\"alert\":\"10234\"}", Called.class))
        .isEqualTo(new Called("10234"));
    assertThat(MAPPER.readValue("{\"alert\":10234}", Called.class)).isEqualTo(new Called("10234"));
    assertThat(MAPPER.readValue("{\"alert\":null}", Called.class)).isEqualTo(new Called(null));
    assertThat(MAPPER.readValue("{}", Called.class)).isEqualTo(new Called(null));
    String digits = "9".repeat(50);
    assertThat(MAPPER.readValue("{\"alert\":%s}".formatted(digits), Called.class))
        .as("whether it is a number that there can be is not said here")
        .isEqualTo(new Called(digits));
    // Also where a field says which kind of object it is, and is read first.
    assertThat(MAPPER.readValue("{\"alert\":10234,\"decision\":\"LINK\"}", Decision.class))
        .isEqualTo(new Link("10234"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10234.0", "1e4", "true", "[10234]", "{}"})
  void nothingElseIsTakenForOne(String value) {
    assertThat(error("{\"alert\":%s}".formatted(value), Called.class))
        .isEqualTo(new FieldError("alert", "must be a string or an integer"));
  }

  @Test
  void itsTextFollowsTheOneTextRule() {
    assertThat(error("{\"alert\":\"1\\u0000\"}", Called.class))
        .isEqualTo(new FieldError("alert", TextRule.UNCLEAN));
  }

  private static FieldError error(String json, Class<?> type) {
    JacksonException fault =
        catchThrowableOfType(JacksonException.class, () -> MAPPER.readValue(json, type));
    assertThat(fault).as(json).isNotNull();
    return JsonFaults.error(fault);
  }
}
