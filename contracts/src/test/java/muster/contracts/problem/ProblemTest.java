package muster.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  @Test
  void theMembersStandInOneOrder() {
    assertThat(json(Problem.of(ProblemType.NOT_FOUND), "/api/nothing"))
        .isEqualTo(
            """
            {"type":"/problems/not-found","title":"Not found","status":404,\
            "detail":"There is nothing at this path.","instance":"/api/nothing"}\
            """);
  }

  @Test
  void errorsStandInTheOrderOfTheirFieldsOnceEach() {
    Problem problem =
        Problem.invalid(
            List.of(
                new FieldError("text", "must not be blank"),
                new FieldError("location.latitude", "must be a number"),
                new FieldError("text", "must not be blank")));
    assertThat(json(problem, "/api/reports"))
        .isEqualTo(
            """
            {"type":"/problems/validation","title":"The request is not valid","status":400,\
            "detail":"location.latitude must be a number.","instance":"/api/reports",\
            "errors":[{"field":"location.latitude","message":"must be a number"},\
            {"field":"text","message":"must not be blank"}]}\
            """);
  }

  @Test
  void aConflictHasAReasonForMachinesAndMayHaveMore() {
    Problem problem =
        Problem.conflict("ALERT_OVER", "The alert is over.").with("report", Map.of("rows", 2));
    assertThat(json(problem, "/"))
        .endsWith("\"instance\":\"/\",\"reason\":\"ALERT_OVER\",\"report\":{\"rows\":2}}");
  }

  @Test
  void whatAClientWroteStandsEscaped() {
    assertThat(json(Problem.invalid("a\"\n", "is not a known field"), "/api/\u8b66\"\u001b"))
        .contains("\"instance\":\"/api/\u8b66\\\"\\u001B\"")
        .contains("{\"field\":\"a\\\"\\n\",");
  }

  @Test
  void theHeadersOfAnAnswerComeWithItsType() {
    assertThat(Problem.of(ProblemType.UNAUTHORIZED).headers())
        .containsOnly(Map.entry("WWW-Authenticate", "Bearer"));
    assertThat(Problem.invalidToken().headers())
        .containsOnly(Map.entry("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    assertThat(Problem.of(ProblemType.UNAVAILABLE, "The database is away.").headers())
        .containsOnly(Map.entry("Retry-After", "2"));
    assertThat(Problem.of(ProblemType.TOO_MANY_REQUESTS).withHeader("Retry-After", "7").headers())
        .containsOnly(Map.entry("Retry-After", "7"));
    assertThat(Problem.notFound("alert").headers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeSaysWhatItIs(ProblemType type) {
    assertThat(type.path()).matches("/problems/[a-z]+(-[a-z]+)*");
    assertThat(type.status()).isBetween(400, 599);
    assertThat(type.title()).isNotBlank().doesNotEndWith(".");
    assertThat(type.detail()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "400, MALFORMED",
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "406, NOT_ACCEPTABLE",
    "412, PRECONDITION_FAILED",
    "413, TOO_LARGE",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "417, MALFORMED",
    "429, TOO_MANY_REQUESTS",
    "431, HEADER_TOO_LARGE",
    "500, INTERNAL",
    "501, INTERNAL",
    "503, UNAVAILABLE"
  })
  void aStatusOfAFrameworkHasAType(int status, ProblemType type) {
    assertThat(ProblemType.ofStatus(status)).isEqualTo(type);
  }

  private static String json(Problem problem, String instance) {
    return new String(problem.toJson(instance), StandardCharsets.UTF_8);
  }
}
