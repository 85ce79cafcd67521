package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every endpoint with everything that can be wrong about a request. */
@OnRealServers
class RefusalsTest {
  private static final GeoPoint PLACE = new GeoPoint(34.2, 117.3);
  private static final Map<String, String> KEY = Map.of("Idempotency-Key", "refused");

  private final RunningDispatch dispatch = RunningDispatch.shared();

  static List<Endpoint> all() {
    return Endpoint.ALL;
  }

  static Stream<Endpoint> withBody() {
    return all().stream().filter(Endpoint::needsBody);
  }

  static Stream<Endpoint> withId() {
    return all().stream().filter(Endpoint::hasId);
  }

  private String rightToken(Endpoint endpoint) {
    return endpoint.forTeams() ? dispatch.volunteer("v-refusals") : dispatch.dispatcher();
  }

  private Answer send(Endpoint endpoint, String id, String token, String body) {
    return dispatch.send(
        endpoint.method(), endpoint.path(id), token, body.isEmpty() ? null : body, KEY);
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("instance").asString()).startsWith("/");
    assertThat(answer.body()).doesNotContain("muster.", "java.", "Exception");
  }

  private static List<String> fields(Answer answer) {
    List<String> fields = new ArrayList<>();
    answer.json().get("errors").forEach(error -> fields.add(error.get("field").asString()));
    return fields;
  }

  @ParameterizedTest
  @MethodSource("all")
  void withoutATokenThereIs401(Endpoint endpoint) {
    Answer answer =
        dispatch.send(
            endpoint.method(),
            endpoint.path(UUID.randomUUID().toString()),
            null,
            endpoint.needsBody() ? endpoint.body() : null,
            KEY);
    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void aTokenThatIsNotGoodForThisServiceIsNoToken() {
    var issuer = dispatch.neighbours.issuer();
    Set<String> roles = Set.of("dispatcher");
    for (String token :
        List.of(
            issuer.expiredToken("x", roles, "3203"),
            issuer.forgedToken("x", roles, "3203"),
            issuer.tokenOfAnotherIssuer("x", roles, "3203"),
            issuer.tokenForAnotherAudience("x", roles, "3203"),
            "nonsense")) {
      assertProblem(dispatch.get("/api/alerts", token), 401, "unauthorized");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theWrongRoleIs403EvenBeforeTheBodyIsRead(Endpoint endpoint) {
    for (String role :
        endpoint.forTeams()
            ? List.of("dispatcher", "operator", "officer", "reporter")
            : List.of("captain", "volunteer", "reporter")) {
      Answer answer =
          send(
              endpoint,
              UUID.randomUUID().toString(),
              dispatch.token(role),
              endpoint.needsBody() ? "{" : "");
      assertProblem(answer, 403, "forbidden");
    }
  }

  @Test
  void anOperatorReadsAndDoesNotWrite() {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    for (Endpoint endpoint : all()) {
      if (!endpoint.forTeams()) {
        Answer answer = send(endpoint, id, dispatch.token("operator"), endpoint.body());
        assertThat(answer.status())
            .as(endpoint.toString())
            .isEqualTo(endpoint.writesAlerts() ? 403 : 200);
      }
    }
  }

  @Test
  void anotherJurisdictionsAlertsAreOutOfReach() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    JsonNode alert = dispatch.issue("THEFT", place);
    String id = alert.get("id").asString();
    String task = alert.get("tasks").get(0).get("id").asString();
    // A city that no test has teams in: they would make it a guest.
    String stranger = dispatch.token("dispatcher", "3206");
    for (Endpoint endpoint : all()) {
      if (!endpoint.forTeams() && !endpoint.path().equals("/api/alerts")) {
        String of = endpoint.onTask() ? task : id;
        assertProblem(send(endpoint, of, stranger, endpoint.body()), 403, "out-of-scope");
      }
    }
    assertProblem(
        dispatch.send("POST", "/api/alerts", stranger, alertBody("THEFT", PLACE), KEY),
        403,
        "out-of-scope");
    assertThat(dispatch.get("/api/alerts", stranger).json().get("items").size()).isZero();
    assertProblem(dispatch.get("/api/alerts?jurisdiction=3203", stranger), 403, "out-of-scope");
  }

  @Test
  void aDispatcherWithoutAJurisdictionHasNone() {
    String token =
        dispatch
            .neighbours
            .issuer()
            .tokenWithClaims(Map.of("sub", "nowhere", "roles", List.of("dispatcher")));
    assertProblem(dispatch.get("/api/alerts", token), 403, "out-of-scope");
    assertProblem(
        dispatch.send("POST", "/api/alerts", token, alertBody("THEFT", PLACE), KEY),
        403,
        "out-of-scope");
  }

  @Test
  void anotherTeamsTaskIsOutOfReach() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    JsonNode task = dispatch.issue("THEFT", place).get("tasks").get(0);
    for (Endpoint endpoint : all()) {
      if (endpoint.forTeams() && endpoint.hasId()) {
        assertProblem(
            send(
                endpoint,
                task.get("id").asString(),
                dispatch.volunteer("v-stranger"),
                endpoint.body()),
            403,
            "forbidden");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withId")
  void anUnknownIdIs404AndAMalformedOne400(Endpoint endpoint) {
    Answer unknown =
        send(endpoint, UUID.randomUUID().toString(), rightToken(endpoint), endpoint.body());
    assertProblem(unknown, 404, "not-found");
    assertThat(unknown.json().get("detail").asString()).startsWith("There is no such ");

    Answer malformed = send(endpoint, "nonsense", rightToken(endpoint), endpoint.body());
    assertProblem(malformed, 400, "validation");
    assertThat(fields(malformed)).containsExactly("id");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aBodyThatIsNoJsonIs400(Endpoint endpoint) {
    for (String body : List.of("{", "[]", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}")) {
      Answer answer = send(endpoint, UUID.randomUUID().toString(), rightToken(endpoint), body);
      assertThat(answer.status()).as(body + " " + answer).isEqualTo(400);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void anUnknownFieldIs400AndNamed(Endpoint endpoint) {
    String body = endpoint.body().replaceFirst("\\{", "{\"surprise\":1,");
    Answer answer = send(endpoint, UUID.randomUUID().toString(), rightToken(endpoint), body);
    assertProblem(answer, 400, "validation");
    assertThat(fields(answer)).containsExactly("surprise");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aBodyOfMoreThan64KiBIs413(Endpoint endpoint) {
    String body = endpoint.body().replaceFirst("\\{", "{\"a\":\"" + "x".repeat(65_536) + "\",");
    Answer answer = send(endpoint, UUID.randomUUID().toString(), rightToken(endpoint), body);
    assertProblem(answer, 413, "too-large");
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void anotherMediaTypeIs415(Endpoint endpoint) {
    Answer answer =
        dispatch.send(
            endpoint.method(),
            endpoint.path(UUID.randomUUID().toString()),
            rightToken(endpoint),
            endpoint.body(),
            Map.of("Idempotency-Key", "refused", "Content-Type", "text/plain"));
    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void aPathThatIsNotThereIs404AndAnotherMethod405() {
    assertProblem(dispatch.get("/api/nothing", dispatch.dispatcher()), 404, "not-found");
    assertProblem(
        dispatch.send("DELETE", "/api/alerts", dispatch.dispatcher(), null, Map.of()),
        405,
        "method-not-allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          category              | "THEFT"            | null
          category              | "THEFT"            | "ARSON"
          category              | "THEFT"            | 0
          severity              | "MODERATE"         | null
          severity              | "MODERATE"         | "UNKNOWN"
          headline              | "Stolen e-bike"    | null
          headline              | "Stolen e-bike"    | "  "
          headline              | "Stolen e-bike"    | 7
          headline              | "Stolen e-bike"    | "a\\u0000b"
          headline              | "Stolen e-bike"    | "\\ud800"
          description           | "Red"              | "\\u0007"
          location              | {"latitude":34.2,"longitude":117.3,"crs":"WGS84"} | null
          location.latitude     | 34.2               | null
          location.latitude     | 34.2               | 90.000001
          location.latitude     | 34.2               | -90.000001
          location.latitude     | 34.2               | "34.2"
          location.longitude    | 117.3              | 180.000001
          location.longitude    | 117.3              | -180.000001
          location              | "latitude":34.2,"longitude":117.3 | "latitude":0,"longitude":0
          location              | "latitude":34.2,"longitude":117.3 | "latitude":0.0005,"longitude":-0.0005
          location.crs          | "WGS84"            | "EPSG:4326"
          jurisdiction          | "320371003209"     | null
          jurisdiction          | "320371003209"     | "32037"
          jurisdiction          | "320371003209"     | "３２０３"
          exercise              | "320371003209"     | "320371003209","exercise":"yes"
          exercise              | "320371003209"     | "320371003209","exercise":1
          teamsNeeded           | "320371003209"     | "320371003209","teamsNeeded":0
          teamsNeeded           | "320371003209"     | "320371003209","teamsNeeded":201
          teamsNeeded           | "320371003209"     | "320371003209","teamsNeeded":1.5
          teamsNeeded           | "320371003209"     | "320371003209","teamsNeeded":99999999999
          peopleNeeded          | "320371003209"     | "320371003209","peopleNeeded":0
          peopleNeeded          | "320371003209"     | "320371003209","peopleNeeded":501
          peopleNeeded          | "320371003209"     | "320371003209","peopleNeeded":"8"
          peopleNeeded          | "320371003209"     | "320371003209","peopleNeeded":8,"teamsNeeded":2
          """)
  void anInvalidAlertNamesItsField(String field, String right, String wrong) {
    String body = alertBody("THEFT", PLACE).replace(right, wrong);
    for (String path : List.of("/api/alerts", "/api/alerts/preview")) {
      Answer answer = dispatch.send("POST", path, dispatch.dispatcher(), body, KEY);
      assertProblem(answer, 400, "validation");
      assertThat(fields(answer)).containsExactly(field);
    }
  }

  @Test
  void everyTextMayBeAsLongAsItsLimitAndNoLonger() {
    String issue = alertBody("THEFT", RunningDispatch.newPlace());
    assertEdge("headline", Limits.HEADLINE, text -> issue.replace("Stolen e-bike", text));
    assertEdge("description", Limits.DESCRIPTION, text -> issue.replace("Red", text));
    assertEdge("address", Limits.ADDRESS, text -> issue.replace("Xizhu 12", text));
  }

  private void assertEdge(String field, int limit, UnaryOperator<String> body) {
    Answer atLimit =
        dispatch.post("/api/alerts/preview", dispatch.dispatcher(), body.apply("徐".repeat(limit)));
    assertThat(atLimit.status()).as(field + " " + atLimit).isEqualTo(200);
    Answer over =
        dispatch.post(
            "/api/alerts/preview", dispatch.dispatcher(), body.apply("徐".repeat(limit + 1)));
    assertProblem(over, 400, "validation");
    assertThat(fields(over)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | resolution   | outcome   | {}
          POST  | resolution   | outcome   | {"outcome":"LOST"}
          POST  | resolution   | note      | {"outcome":"FOUND","note":"%2001s"}
          POST  | cancellation | reason    | {}
          POST  | cancellation | reason    | {"reason":" "}
          POST  | cancellation | reason    | {"reason":"x%500s"}
          PUT   | resolution   | outcome   | {}
          PUT   | resolution   | note      | {"outcome":"FOUND","note":"%2001s"}
          POST  | notes        | text      | {}
          POST  | notes        | text      | {"text":" "}
          POST  | notes        | text      | {"text":"x%2000s"}
          POST  | messages     | text      | {}
          POST  | messages     | text      | {"text":" "}
          POST  | messages     | text      | {"text":"x%500s"}
          POST  | messages     | taskId    | {"text":"x","taskId":"7"}
          POST  | messages     | teamId    | {"text":"x","teamId":"a b"}
          POST  | messages     | teamId    | {"text":"x","teamId":"t","taskId":"019512ab-0000-7000-8000-000000000000"}
          POST  | tasks        | teamId    | {}
          POST  | tasks        | teamId    | {"teamId":""}
          POST  | tasks        | teamId    | {"teamId":"a b"}
          POST  | tasks        | teamId    | {"teamId":"t%64s"}
          POST  | reopening    | reason    | {"reason":"%501s"}
          POST  | waves        | afterWave | {"afterWave":0}
          PATCH |              | teamsNeeded | {"teamsNeeded":0}
          PATCH |              | teamsNeeded | {"teamsNeeded":201}
          PATCH |              | category  | {"category":"ARSON"}
          PATCH |              | headline  | {"headline":" "}
          PATCH |              | headline  | {"headline":"x%200s"}
          PATCH |              | location.latitude | {"location":{"longitude":117.3}}
          PATCH |              | location  | {"location":{"latitude":0,"longitude":0}}
          PATCH |              | location  | {"outside":true,"location":{"latitude":0,"longitude":0.0005}}
          """)
  void whatIsDoneToAnAlertIsChecked(String method, String action, String field, String body) {
    String id = dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    String path = "/api/alerts/" + id + (action == null ? "" : "/" + action);
    Answer answer =
        dispatch.send(method, path, dispatch.dispatcher(), body.formatted("", ""), Map.of());
    assertProblem(answer, 400, "validation");
    assertThat(fields(answer)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          acknowledgement | etaSeconds | {"etaSeconds":-1}
          acknowledgement | etaSeconds | {"etaSeconds":86401}
          decline         | reason     | {"reason":"%501s"}
          decline         | forTeam    | {"forTeam":"yes"}
          withdrawal      | reason     | {"reason":"%501s"}
          help            | kind       | {}
          help            | kind       | {"kind":"PIZZA"}
          help            | text       | {"kind":"FIRE","text":"%501s"}
          progress        | state      | {}
          progress        | state      | {"state":"COMPLETED"}
          completion      | note       | {"note":"%2001s"}
          """)
  void whatATeamDoesIsChecked(String action, String field, String body) {
    Answer answer =
        dispatch.post(
            "/api/tasks/" + UUID.randomUUID() + "/" + action,
            dispatch.volunteer("v-refusals"),
            body.formatted(""));
    assertProblem(answer, 400, "validation");
    assertThat(fields(answer)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/alerts?limit=0, limit",
    "/api/alerts?limit=201, limit",
    "/api/alerts?limit=many, limit",
    "/api/alerts?cursor=nonsense, cursor",
    "/api/alerts?status=RUNNING, status",
    "/api/alerts?status=, status",
    "/api/alerts?category=, category",
    "/api/alerts?from=, from",
    "/api/alerts?tasks=, tasks",
    "'/api/alerts?status=OPEN,RUNNING', status",
    "'/api/alerts?status=OPEN,,CALLING', status",
    "/api/alerts?status=OPEN&status=CALLING, status",
    "/api/alerts?category=ARSON, category",
    "/api/alerts?jurisdiction=1, jurisdiction",
    "/api/alerts?from=yesterday, from",
    "/api/alerts?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z, to",
    "/api/alerts?search=%20, search",
    "/api/alerts?search=%1B, search",
    "/api/alerts?state=OPEN, state",
    "/api/alarms?limit=0, limit",
    "/api/alarms?limit=1001, limit",
    "/api/alarms?cursor=nonsense, cursor",
    "/api/alarms?cursor=Tk9ORTp4, cursor", // NONE:x
    "/api/alerts?tasks=maybe, tasks",
    "/api/alerts/019512ab-0000-7000-8000-000000000000?tasks=false, tasks",
    "/api/alerts/019512ab-0000-7000-8000-000000000000/tasks?state=RUNNING, state",
    "/api/alerts/019512ab-0000-7000-8000-000000000000/timeline?after=3, after"
  })
  void aParameterThatIsNotValidIsNamed(String path, String parameter) {
    Answer answer = dispatch.get(path, dispatch.dispatcher());
    assertProblem(answer, 400, "validation");
    assertThat(fields(answer)).containsExactly(parameter);
  }

  @Test
  void anAlertNeedsAnIdempotencyKeyOf1To200VisibleCharacters() {
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    Answer missing = dispatch.post("/api/alerts", dispatch.dispatcher(), body);
    assertProblem(missing, 400, "validation");
    assertThat(fields(missing)).containsExactly("Idempotency-Key");

    assertProblem(dispatch.issue(body, "k".repeat(201)), 400, "validation");
    assertProblem(dispatch.issue(body, "with space"), 400, "validation");
    assertThat(dispatch.issue(body, "k".repeat(200)).status()).isEqualTo(201);
  }
}
