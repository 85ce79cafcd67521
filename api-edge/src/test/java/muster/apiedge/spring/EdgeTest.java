package muster.apiedge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.localstack.TokenIssuer;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge of the smallest service, asked over HTTP. */
class EdgeTest {
  private static final String NOTES = "/api/notes";
  private static final TokenIssuer ISSUER = TokenIssuer.start();
  private static @Nullable ConfigurableApplicationContext service;
  private static HttpApi http = new HttpApi(0);

  @BeforeAll
  static void start() {
    ConfigurableApplicationContext started =
        SpringApplication.run(
            Trial.class,
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--spring.threads.virtual.enabled=true",
            "--spring.security.oauth2.resourceserver.jwt.audiences=muster",
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.issuer());
    service = started;
    http =
        new HttpApi(
            started.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    ISSUER.close();
  }

  private static String officer() {
    return ISSUER.token("chen", Set.of("officer"), "320371");
  }

  private static Answer post(String body) {
    return http.post(NOTES, officer(), body);
  }

  private static void assertIs(Answer answer, String path, Problem problem) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(problem.type().status());
    assertThat(answer.body()).isEqualTo(new String(problem.toJson(path), StandardCharsets.UTF_8));
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    problem.headers().forEach((name, value) -> assertThat(answer.header(name)).isEqualTo(value));
  }

  private static void assertInvalid(Answer answer, String field, String message) {
    assertIs(answer, NOTES, Problem.invalid(field, message));
  }

  @Test
  void aGoodRequestIsTakenAndItsCallerKnown() {
    Answer answer =
        post("{\"text\":\"cafe\\u0301\",\"place\":{\"latitude\":34.2,\"longitude\":117.3}}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.text("by")).isEqualTo("chen");
    assertThat(answer.text("text")).isEqualTo("caf\u00e9");
    assertThat(answer.json().at("/place/crs").asString()).isEqualTo("WGS84");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void theHashIsOfWhatWasUnderstood() {
    String one = post("{\"text\":\"caf\u00e9\",\"number\":7}").text("hash");
    assertThat(one).hasSize(64);
    assertThat(post("{ \"number\": 7, \"text\":\"cafe\u0301\"}").text("hash")).isEqualTo(one);
    assertThat(post("{\"text\":\"caf\u00e9\",\"number\":8}").text("hash")).isNotEqualTo(one);
  }

  @Test
  void withoutAGoodTokenThereIs401() {
    assertIs(http.get(NOTES, null), NOTES, Problem.of(ProblemType.UNAUTHORIZED));
    assertIs(http.get("/nowhere", null), "/nowhere", Problem.of(ProblemType.UNAUTHORIZED));
    Set<String> roles = Set.of("officer");
    for (String token :
        List.of(
            "nonsense",
            ISSUER.expiredToken("x", roles, "32"),
            ISSUER.forgedToken("x", roles, "32"),
            ISSUER.tokenOfAnotherIssuer("x", roles, "32"),
            ISSUER.tokenForAnotherAudience("x", roles, "32"))) {
      assertIs(http.get(NOTES, token), NOTES, Problem.invalidToken());
    }
  }

  @Test
  void theServicesOwnTableSaysWhoMayCallWhat() {
    String reporter = ISSUER.token("li", Set.of("reporter"), "320371");
    assertIs(http.post(NOTES, reporter, "{"), NOTES, Problem.of(ProblemType.FORBIDDEN));
    assertThat(http.get(NOTES, reporter).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIs404AndAnotherMethod405() {
    assertIs(http.get("/nowhere", officer()), "/nowhere", Problem.of(ProblemType.NOT_FOUND));
    assertIs(
        http.delete(NOTES, officer()),
        NOTES,
        Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", "GET, POST"));
    assertIs(
        http.post(NOTES, officer(), "x", "Content-Type", "text/plain"),
        NOTES,
        Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"x\"", "7", "null", "", "{} {}", "{\"text\":}"})
  void whatIsNoJsonObjectIsMalformed(String body) {
    assertIs(post(body), NOTES, Problem.unreadableBody());
  }

  @Test
  void nestingEndsAt32AndABodyAt64KiB() {
    String deep = "{\"text\":\"x\",\"inner\":".repeat(33) + "null" + "}".repeat(33);
    assertIs(post(deep), NOTES, Problem.unreadableBody());
    assertIs(
        post("{\"text\":\"" + "x".repeat(65_536) + "\"}"),
        NOTES,
        Problem.of(ProblemType.TOO_LARGE));
    assertInvalid(
        post("{\"text\":\"" + "x".repeat(65_500) + "\"}"), "text", "must be at most 10 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"text":"a","tect":"b"}                          | tect              | is not a known field
          {"text":"a","inner":{"text":"a","tect":"b"}}     | inner.tect        | is not a known field
          {"text":"a","text":"b"}                          | text              | stands there twice
          {"text":"a","inner":{"text":"a","text":"b"}}     | inner.text        | stands there twice
          {"text":7}                                       | text              | must be a string
          {"text":true}                                    | text              | must be a string
          {"text":["a"]}                                   | text              | must be a string
          {"text":"a","tags":["a",7]}                      | tags[1]           | must be a string
          {"text":"a","tags":"a"}                          | tags              | must be an array
          {"text":"a","place":7}                           | place             | must be an object
          {"text":"a","number":"7"}                        | number            | must be a number
          {"text":"a","number":1.5}                        | number            | must be a number
          {"text":"a","number":99999999999}                | number            | is too large a number
          {"text":"a","kind":"short"}                      | kind              | must be one of SHORT, LONG
          {"text":"a","kind":0}                            | kind              | must be one of SHORT, LONG
          {"text":"a","at":"yesterday"}                    | at                | has a value of the wrong form
          {"text":"a","at":"+1000000000-01-01T00:00:00Z"}  | at                | must be a time from 1970-01-01 to 2200-01-01
          {"text":"a","at":"1969-12-31T23:59:59Z"}         | at                | must be a time from 1970-01-01 to 2200-01-01
          {"text":"a","place":{"latitude":1}}              | place.longitude   | is required
          {"text":"a","place":{"latitude":90.1,"longitude":1}} | place.latitude | must be between -90 and 90 degrees
          {"text":"a","place":{"latitude":1,"longitude":-180.1}} | place.longitude | must be between -180 and 180 degrees
          {"text":"a","place":{"latitude":1,"longitude":1,"crs":"UTM"}} | place.crs | must be one of WGS84, GCJ02, BD09
          {}                                               | text              | is required
          {"text":null}                                    | text              | is required
          {"text":""}                                      | text              | must not be blank
          {"text":" \\u3164\\u200B"}                       | text              | must not be blank
          {"text":"12345678901"}                           | text              | must be at most 10 characters
          {"text":"a","remark":"123456"}                   | remark            | must be at most 5 characters
          {"text":"a","inner":{"text":" "}}                | inner.text        | must not be blank
          """)
  void whatIsWrongWithAFieldIsNamed(String body, String field, String message) {
    assertInvalid(post(body), field, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u001b[2J", "\\ud800", "\\u202e", "\\u2066", "\\u0085"})
  void aRefusedCharacterIsRefusedInEveryTextOfABody(String character) {
    String unclean =
        "must not contain control characters, bidirectional overrides or half a surrogate pair";
    assertInvalid(post("{\"text\":\"a" + character + "\"}"), "text", unclean);
    assertInvalid(post("{\"text\":\"a\",\"tags\":[\"" + character + "\"]}"), "tags[0]", unclean);
    assertInvalid(
        post("{\"text\":\"a\",\"inner\":{\"text\":\"a\",\"remark\":\"" + character + "\"}}"),
        "inner.remark",
        unclean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"1234567890\"}",
        "{\"text\":\"🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨\"}",
        "{\"text\":\"e\\u0301e\\u0301e\\u0301e\\u0301e\\u0301e\\u0301\"}",
        "{\"text\":\"a\\n\\tb\",\"remark\":\"\"}",
        "{\"text\":\"a\",\"remark\":\"\\u200B\"}",
        "{\"text\":\"a\",\"at\":\"2026-11-25T16:00:00+08:00\"}",
        "{\"text\":\"a\",\"kind\":null,\"number\":-1}",
      })
  void whatIsJustWithinTheRulesIsTaken(String body) {
    Answer answer = post(body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void aNameThatIsTooLongOrObeyedByATerminalComesBackHarmless() {
    Answer answer = post("{\"\\u001b[2J" + "x".repeat(5000) + "\":1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemFields().getFirst()).startsWith("\uFFFD[2Jxxx").hasSize(101);
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from, has a value of the wrong form",
    "from=%2B1000000000-01-01T00:00:00Z, from, must be a time from 1970-01-01 to 2200-01-01",
    "kind=short, kind, has a value of the wrong form",
    "limit=x, limit, has a value of the wrong form",
    "limit=0, limit, must be greater than or equal to 1",
    "limit=201, limit, must be less than or equal to 200",
    "cursor=x, cursor, is not one that this list gave",
    "limit=1&limit=1, limit, must be given once",
    "kind=SHORT&kind=LONG, kind, must be given once",
    "cursor=&cursor=, cursor, must be given once",
    "tag=, tag, must not be empty",
    "tag, tag, must not be empty",
    "kind=, kind, must not be empty",
    "from=, from, must not be empty",
    "limit=, limit, must not be empty",
    "cursor=, cursor, must not be empty",
  })
  void aParameterThatIsNotValidIsNamed(String query, String field, String message) {
    assertInvalid(http.get(NOTES + "?" + query, officer()), field, message);
  }

  @Test
  void severalValuesOfAParameterAreSeparatedByCommas() {
    Answer answer = http.get(NOTES + "?tag=a,b&limit=200", officer());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().path("items").size()).isEqualTo(2);
    assertThat(http.get(NOTES + "?from=2026-01-01T00:00:00Z", officer()).status()).isEqualTo(200);
    assertInvalid(http.get(NOTES + "?tag=a&tag=b", officer()), "tag", "must be given once");
  }

  /** It would look like a filter, and filter nothing. */
  @Test
  void aParameterThatNobodyKnowsIsNamed() {
    String unknown = "is not a known parameter";
    assertInvalid(http.get(NOTES + "?other=1", officer()), "other", unknown);
    assertInvalid(http.get(NOTES + "?other=1&other=2&limit=5", officer()), "other", unknown);
    assertInvalid(http.get(NOTES + "?Limit=5", officer()), "Limit", unknown);
    assertInvalid(http.get(NOTES + "?other", officer()), "other", unknown);
    assertIs(
        http.post(NOTES + "?kind=SHORT", officer(), "{\"text\":\"a\"}"),
        NOTES,
        Problem.invalid("kind", unknown));
    assertIs(
        http.get(NOTES + "?kind=SHORT&kind=LONG&a=1&b", officer()),
        NOTES,
        Problem.invalid(
            List.of(
                new FieldError("a", unknown),
                new FieldError("b", unknown),
                new FieldError("kind", "must be given once"))));
  }

  /** It is the client's own text, and comes back without what a terminal obeys. */
  @Test
  void anUnknownParametersNameComesBackHarmless() {
    assertInvalid(
        http.get(NOTES + "?%E2%80%AElive=1", officer()), "\ufffdlive", "is not a known parameter");
    assertThat(http.get(NOTES + "?" + "x".repeat(1_000), officer()).problemFields())
        .containsExactly("x".repeat(100) + "…");
  }

  @Test
  void whatAMappingAsksForIsKnown() {
    assertThat(http.get("/api/lines?progress", officer()).status()).isEqualTo(200);
    assertIs(
        http.get("/api/lines?progress&other", officer()),
        "/api/lines",
        Problem.invalid("other", "is not a known parameter"));
    assertThat(http.get("/v3/api-docs?other", null).status()).isEqualTo(200);
  }

  @Test
  void aPathsVariableAndAMissingParameterAreNamed() {
    String path = NOTES + "/7";
    assertIs(
        http.get(path + "?form=a", officer()),
        path,
        Problem.invalid("id", "has a value of the wrong form"));
    String good = NOTES + "/" + UUID.randomUUID();
    assertIs(http.get(good, officer()), good, Problem.invalid("form", "is required"));
    assertThat(http.get(good + "?form=a", officer()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "with\ttab"})
  void anIdempotencyKeyIsVisibleAscii(String key) {
    Answer answer = http.post(NOTES, officer(), "{\"text\":\"a\"}", "Idempotency-Key", key);
    assertInvalid(answer, "Idempotency-Key", "must be 1 to 200 visible ASCII characters");
  }

  @Test
  void anIdempotencyKeyHasUpTo200Characters() {
    String body = "{\"text\":\"a\"}";
    assertThat(http.post(NOTES, officer(), body, "Idempotency-Key", "k".repeat(200)).status())
        .isEqualTo(200);
    assertInvalid(
        http.post(NOTES, officer(), body, "Idempotency-Key", "k".repeat(201)),
        "Idempotency-Key",
        "must be 1 to 200 visible ASCII characters");
    assertInvalid(
        http.post(NOTES, officer(), body, "Idempotency-Key", ""),
        "Idempotency-Key",
        "must be 1 to 200 visible ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/problem+json",
        "text/plain",
        "text/*",
        "application/xml",
        "text/html, application/problem+json;q=0.9",
        "text/event-stream",
        "application/x-ndjson"
      })
  void aSuccessIsNeverRelabelled(String accept) {
    for (String path : List.of(NOTES, "/api/written")) {
      assertIs(
          http.get(path, officer(), "Accept", accept),
          path,
          Problem.of(ProblemType.NOT_ACCEPTABLE));
    }
    assertIs(
        http.post(NOTES, officer(), "{\"text\":\"a\"}", "Accept", accept),
        NOTES,
        Problem.of(ProblemType.NOT_ACCEPTABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "application/*",
        "text/html, */*;q=0.1",
        "application/problem+json, application/json",
        "text/plain, application/json;q=0.1"
      })
  void aSuccessIsJson(String accept) {
    for (String path : List.of(NOTES, "/api/written")) {
      Answer answer = http.get(path, officer(), "Accept", accept);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.header("Content-Type"))
          .isIn("application/json", "application/json;charset=UTF-8");
    }
  }

  @Test
  void aMappingThatSaysWhatItProducesKeepsItsWord() {
    assertThat(http.get("/api/lines", officer(), "Accept", "text/csv").header("Content-Type"))
        .startsWith("text/csv");
    assertIs(
        http.get("/api/lines", officer(), "Accept", "application/json"),
        "/api/lines",
        Problem.of(ProblemType.NOT_ACCEPTABLE));
  }

  @Test
  void aRefusalIsAProblemWhateverIsAccepted() {
    assertIs(
        http.post(NOTES, officer(), "{", "Accept", "application/json"),
        NOTES,
        Problem.unreadableBody());
    assertIs(
        http.get("/nowhere", officer(), "Accept", "text/html"),
        "/nowhere",
        Problem.of(ProblemType.NOT_FOUND));
  }

  @Test
  void whatIsThisServicesFaultTellsNothingOfTheInside() {
    assertIs(http.delete("/api/away", officer()), "/api/away", Problem.of(ProblemType.UNAVAILABLE));
    assertIs(http.delete("/api/bug", officer()), "/api/bug", Problem.of(ProblemType.INTERNAL));
  }

  @Test
  void theDescriptionSaysWhatHolds() {
    Answer answer = http.get("/v3/api-docs", null);
    assertThat(answer.status()).isEqualTo(200);
    var api = JsonMapper.shared().readTree(answer.body());
    assertThat(api.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
    assertThat(api.at("/security/0").has("token")).isTrue();
    var post = api.at("/paths/~1api~1notes/post");
    assertThat(
            post.at("/responses/default/content/application~1problem+json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/Problem");
    assertThat(post.path("parameters").size()).isEqualTo(1);
    assertThat(refusals(post))
        .containsExactly(
            "400", "401", "403", "406", "408", "409", "413", "415", "422", "429", "431");
    assertThat(post.at("/responses/403/description").asString())
        .isEqualTo(
            "Not allowed (`/problems/forbidden`); Outside your jurisdiction (`/problems/out-of-scope`)");
    assertThat(post.at("/responses/409/content/application~1problem+json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/Problem");
    assertThat(refusals(api.at("/paths/~1api~1notes/get")))
        .containsExactly("400", "401", "406", "408", "429", "431");
    assertThat(refusals(api.at("/paths/~1api~1notes~1{id}/get")))
        .containsExactly("400", "401", "404", "406", "408", "429", "431");
    JsonNode trial = api.at("/paths/~1api~1trials/post");
    assertThat(refusals(trial))
        .containsExactly("400", "401", "404", "406", "408", "413", "415", "429", "431");
    assertThat(trial.at("/responses/404/description").asString())
        .isEqualTo("Not found (`/problems/not-found`)");
    assertThat(trial.path("responses").has("201")).isTrue();
    assertThat(trial.path("responses").has("200")).isFalse();
    var tag =
        api.at("/paths/~1api~1notes/get/parameters")
            .valueStream()
            .filter(parameter -> parameter.path("name").asString().equals("tag"))
            .findFirst()
            .orElseThrow();
    assertThat(tag.path("explode").asBoolean(true)).isFalse();
    assertThat(tag.path("style").asString()).isEqualTo("form");
    assertThat(api.at("/components/schemas/Note/example/text").asString()).isEqualTo("a bike");
    var note = api.at("/components/schemas/Note");
    assertThat(note.at("/properties/text/maxLength").asInt()).isEqualTo(10);
    assertThat(note.at("/properties/text/minLength").asInt()).isEqualTo(1);
    assertThat(note.at("/properties/remark/maxLength").asInt()).isEqualTo(5);
    assertThat(note.path("required").valueStream().map(name -> name.asString()))
        .containsExactly("text");
    assertThat(
            api.at("/components/schemas/PlaceRequest/required")
                .valueStream()
                .map(name -> name.asString()))
        .containsExactlyInAnyOrder("latitude", "longitude");
    // What an answer always has.
    assertThat(
            api.at("/components/schemas/Taken/required").valueStream().map(name -> name.asString()))
        .containsExactlyInAnyOrder("by", "text", "hash");
  }

  private static List<String> refusals(JsonNode operation) {
    return operation.path("responses").propertyNames().stream()
        .filter(status -> status.startsWith("4"))
        .sorted()
        .toList();
  }
}
