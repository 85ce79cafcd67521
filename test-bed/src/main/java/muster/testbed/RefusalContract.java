package muster.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.text.TextRule;
import muster.localstack.TokenIssuer;
import muster.testbed.HttpApi.Answer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every service refuses in one dialect: this asks one for each refusal that it can give and
 * compares the whole answer, byte for byte. A service's test gives it the table of its endpoints:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> refusals() {
 *   return RefusalContract.of(http, issuer)
 *       .with(
 *           RefusedEndpoint.of("POST", "/api/alerts", dispatcher)
 *               .body(ALERT)
 *               .text("headline", 200)
 *               .wrongRole(volunteer)
 *               .outOfScope(dispatcherElsewhere)
 *               .otherMethod("DELETE", "GET, POST")
 *               .idempotent(OTHER_ALERT))
 *       .with(RefusedEndpoint.of("GET", "/api/alerts", dispatcher).listed())
 *       .tests();
 * }
 * }</pre>
 *
 * While the test itself keeps the database or the issuer away, {@link #assertUnavailable} asks the
 * same endpoints. Of refusals that are one service's own, {@link #assertRefused} compares the
 * answer.
 */
public final class RefusalContract {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BODY = 64 * 1024;

  private final HttpApi http;
  private final TokenIssuer issuer;
  private final List<RefusedEndpoint> endpoints;

  private RefusalContract(HttpApi http, TokenIssuer issuer, List<RefusedEndpoint> endpoints) {
    this.http = http;
    this.issuer = issuer;
    this.endpoints = endpoints;
  }

  /**
   * @param issuer the one that the service trusts
   */
  public static RefusalContract of(HttpApi http, TokenIssuer issuer) {
    return new RefusalContract(http, issuer, List.of());
  }

  public RefusalContract with(RefusedEndpoint endpoint) {
    return new RefusalContract(
        http, issuer, Stream.concat(endpoints.stream(), Stream.of(endpoint)).toList());
  }

  /** One test for each kind of refusal of each endpoint. */
  public Stream<DynamicTest> tests() {
    List<DynamicTest> tests = new ArrayList<>();
    for (RefusedEndpoint endpoint : endpoints) {
      Asked asked = new Asked(endpoint, tests);
      asked.forItsCaller();
      asked.forItsMethodAndMediaTypes();
      if (endpoint.body() != null) {
        asked.forItsBody(endpoint.body());
      }
      asked.forItsParameters();
    }
    return tests.stream();
  }

  /** Each endpoint answers that something it needs can't be reached. */
  public void assertUnavailable() {
    for (RefusedEndpoint endpoint : endpoints) {
      assertRefused(send(endpoint, Map.of()), endpoint.path(), Problem.of(ProblemType.UNAVAILABLE));
    }
  }

  /**
   * The answer is this problem and nothing else: status, headers and body.
   *
   * @param path that was asked for; a query in it does not count
   */
  public static void assertRefused(Answer answer, String path, Problem problem) {
    String instance = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    assertEquals(expected(problem, instance), actual(answer), () -> "of " + path + ": " + answer);
  }

  private static String expected(Problem problem, String instance) {
    Map<String, String> headers = problem.headers();
    return """
        status: %d
        Content-Type: %s
        WWW-Authenticate: %s
        Retry-After: %s
        Allow: %s
        %s"""
        .formatted(
            problem.type().status(),
            ProblemType.MEDIA_TYPE,
            headers.getOrDefault("WWW-Authenticate", ""),
            headers.getOrDefault("Retry-After", ""),
            headers.getOrDefault("Allow", ""),
            new String(problem.toJson(instance), UTF_8));
  }

  private static String actual(Answer answer) {
    return """
        status: %d
        Content-Type: %s
        WWW-Authenticate: %s
        Retry-After: %s
        Allow: %s
        %s"""
        .formatted(
            answer.status(),
            answer.header("Content-Type"),
            answer.header("WWW-Authenticate"),
            answer.header("Retry-After"),
            answer.header("Allow"),
            answer.body());
  }

  private Answer send(RefusedEndpoint endpoint, Map<String, String> headers) {
    return http.send(
        endpoint.method(),
        endpoint.path(),
        endpoint.token(),
        endpoint.body(),
        endpoint.headersWith(headers));
  }

  /** The questions about one endpoint. */
  private final class Asked {
    private final RefusedEndpoint endpoint;
    private final List<DynamicTest> tests;

    Asked(RefusedEndpoint endpoint, List<DynamicTest> tests) {
      this.endpoint = endpoint;
      this.tests = tests;
    }

    private void add(String what, Executable question) {
      tests.add(
          DynamicTest.dynamicTest(
              endpoint.method() + " " + endpoint.path() + ": " + what, question));
    }

    private Answer withToken(Optional<String> token) {
      return http.send(
          endpoint.method(),
          endpoint.path(),
          token.orElse(null),
          endpoint.body(),
          endpoint.headersWith(Map.of()));
    }

    private Answer withBody(String body) {
      return http.send(
          endpoint.method(),
          endpoint.path(),
          endpoint.token(),
          body.isEmpty() ? null : body,
          endpoint.headersWith(Map.of()));
    }

    private Answer withQuery(String query) {
      return http.send(
          endpoint.method(),
          endpoint.path() + (endpoint.path().contains("?") ? "&" : "?") + query,
          endpoint.token(),
          endpoint.body(),
          endpoint.headersWith(Map.of()));
    }

    private void refuses(Answer answer, Problem problem) {
      assertRefused(answer, endpoint.path(), problem);
    }

    void forItsCaller() {
      add(
          "no token",
          () -> refuses(withToken(Optional.empty()), Problem.of(ProblemType.UNAUTHORIZED)));
      Set<String> roles = Set.of("dispatcher");
      Map<String, String> bad =
          Map.of(
              "no token at all in the header", "nonsense",
              "an expired token", issuer.expiredToken("x", roles, "32"),
              "a forged token", issuer.forgedToken("x", roles, "32"),
              "another issuer's token", issuer.tokenOfAnotherIssuer("x", roles, "32"),
              "a token for another audience", issuer.tokenForAnotherAudience("x", roles, "32"));
      bad.forEach(
          (what, token) ->
              add(what, () -> refuses(withToken(Optional.of(token)), Problem.invalidToken())));
      endpoint
          .tokenOfWrongRole()
          .ifPresent(
              token ->
                  add(
                      "the wrong role",
                      () ->
                          refuses(
                              withToken(Optional.of(token)), Problem.of(ProblemType.FORBIDDEN))));
      endpoint
          .tokenOutOfScope()
          .ifPresent(
              token ->
                  add(
                      "out of scope",
                      () -> refuses(withToken(Optional.of(token)), endpoint.outOfScope())));
    }

    void forItsMethodAndMediaTypes() {
      String path = "/api/nothing-" + UUID.randomUUID();
      add(
          "a path that is not there",
          () ->
              assertRefused(
                  http.get(path, endpoint.token()), path, Problem.of(ProblemType.NOT_FOUND)));
      endpoint
          .otherMethod()
          .ifPresent(
              other ->
                  add(
                      "the wrong method " + other.method(),
                      () ->
                          refuses(
                              http.send(
                                  other.method(),
                                  endpoint.path(),
                                  endpoint.token(),
                                  null,
                                  Map.of()),
                              Problem.of(ProblemType.METHOD_NOT_ALLOWED)
                                  .withHeader("Allow", other.allowed()))));
      for (String accept : List.of("application/xml", "application/problem+json", "text/html")) {
        add(
            "nothing but " + accept + " is accepted",
            () ->
                refuses(
                    send(endpoint, Map.of("Accept", accept)),
                    Problem.of(ProblemType.NOT_ACCEPTABLE)));
      }
      if (endpoint.body() != null) {
        add(
            "the wrong media type",
            () ->
                refuses(
                    send(endpoint, Map.of("Content-Type", "text/plain")),
                    Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)));
      }
    }

    void forItsBody(String body) {
      for (String malformed : List.of("{", "[]", "\"x\"", "7", body + "{}")) {
        add(
            "malformed JSON " + (malformed.length() < 10 ? malformed : "with more after it"),
            () -> refuses(withBody(malformed), Problem.unreadableBody()));
      }
      if (!endpoint.isBodyOptional()) {
        add("no body", () -> refuses(withBody(""), Problem.unreadableBody()));
      }
      String inside = body.substring(body.indexOf('{') + 1);
      add(
          "an unknown field",
          () ->
              refuses(
                  withBody("{\"surprise\":1" + (isEmptyObject(body) ? "" : ",") + inside),
                  Problem.invalid("surprise", "is not a known field")));
      if (!isEmptyObject(body)) {
        Map.Entry<String, ?> first = object(body).properties().iterator().next();
        add(
            "a doubled field",
            () ->
                refuses(
                    withBody("{\"%s\":%s,%s".formatted(first.getKey(), first.getValue(), inside)),
                    Problem.invalid(first.getKey(), "stands there twice")));
      }
      add(
          "a body of more than 64 KiB",
          () ->
              refuses(
                  withBody("{\"surprise\":\"" + "x".repeat(MAX_BODY) + "\"}"),
                  Problem.of(ProblemType.TOO_LARGE)));
      endpoint
          .texts()
          .forEach(
              text -> {
                if (!text.mayBeBlank()) {
                  refusesText(body, text.field(), "blank text", "  \u3164\n", TextRule.BLANK);
                }
                refusesText(
                    body,
                    text.field(),
                    "too long text",
                    "徐".repeat(text.max() + 1),
                    TextRule.tooLong(text.max()));
                for (String unclean : List.of("a\u0000", "\u001b[2Ja", "a\u202e")) {
                  refusesText(body, text.field(), "a refused character", unclean, TextRule.UNCLEAN);
                }
              });
    }

    private void refusesText(String body, String field, String what, String text, String message) {
      add(
          what + " as " + field,
          () -> refuses(withBody(with(body, field, text)), Problem.invalid(field, message)));
    }

    void forItsParameters() {
      add(
          "a parameter that nobody knows",
          () ->
              refuses(
                  withQuery("no-such-parameter=1"),
                  Problem.invalid("no-such-parameter", "is not a known parameter")));
      if (endpoint.isListed()) {
        add(
            "a bad cursor",
            () ->
                refuses(
                    withQuery("cursor=x"),
                    Problem.invalid("cursor", "is not one that this list gave")));
        add(
            "a parameter given twice",
            () ->
                refuses(
                    withQuery("limit=1&limit=1"), Problem.invalid("limit", "must be given once")));
      }
      endpoint
          .otherBody()
          .ifPresent(
              other -> {
                add(
                    "a reused key",
                    () -> {
                      Map<String, String> key =
                          Map.of("Idempotency-Key", UUID.randomUUID().toString());
                      Answer first = send(endpoint, key);
                      assertEquals(2, first.status() / 100, first::toString);
                      refuses(
                          http.send(
                              endpoint.method(),
                              endpoint.path(),
                              endpoint.token(),
                              other,
                              endpoint.headersWith(key)),
                          Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED));
                    });
                for (String wrong : List.of("k".repeat(201), "with space", "")) {
                  add(
                      "a key of " + wrong.length() + " characters",
                      () ->
                          refuses(
                              send(endpoint, Map.of("Idempotency-Key", wrong)),
                              Problem.invalid(
                                  "Idempotency-Key", "must be 1 to 200 visible ASCII characters")));
                }
              });
    }
  }

  private static boolean isEmptyObject(String body) {
    return object(body).isEmpty();
  }

  private static ObjectNode object(String body) {
    return (ObjectNode) JSON.readTree(body);
  }

  private static String with(String body, String field, String text) {
    ObjectNode whole = object(body);
    ObjectNode parent = whole;
    String[] steps = field.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      parent = (ObjectNode) parent.required(steps[i]);
    }
    parent.put(steps[steps.length - 1], text);
    return JSON.writeValueAsString(whole);
  }
}
