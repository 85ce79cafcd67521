package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import muster.contracts.problem.Problem;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each endpoint, asked by those who may not and about what is not there. */
@OnRealServers
class AccessTest {
  private static final String ELSEWHERE = "3203";
  private static final String NDJSON = "application/x-ndjson";

  private final RunningService service = RunningService.get();

  /**
   * One endpoint.
   *
   * @param body {@code COUNTY} stands for the county of the test
   * @param staffOnly whether volunteers and reporters are turned away
   * @param writers whether operators are turned away too
   */
  record Endpoint(
      String method,
      String path,
      @Nullable String contentType,
      String body,
      boolean staffOnly,
      boolean writers) {

    String name() {
      return method + " " + path;
    }
  }

  private static Endpoint read(String path, boolean staffOnly) {
    return new Endpoint("GET", path, null, "", staffOnly, false);
  }

  private static Endpoint write(String method, String path, String type, String body) {
    return new Endpoint(method, path, type, body, true, true);
  }

  static Stream<Endpoint> endpoints() {
    String json = "application/json";
    String team =
        """
        {"name":"一队","jurisdiction":"COUNTY","base":{"latitude":34.2,"longitude":117.3}}
        """;
    String volunteer = "{\"name\":\"王芳\",\"jurisdiction\":\"COUNTY\"}";
    return Stream.of(
        read("/api/jurisdictions", false),
        read("/api/jurisdictions/COUNTY", false),
        read("/api/jurisdictions/outlines?within=COUNTY", false),
        write(
            "POST",
            "/api/jurisdictions/outlines/import",
            NDJSON,
            "{\"code\":\"COUNTY\",\"geometry\":{\"type\":\"Polygon\","
                + "\"coordinates\":[[[117,34],[118,34],[118,35],[117,34]]]}}"),
        read("/api/search/jurisdictions?q=COUNTY", true),
        write("POST", "/api/jurisdictions", json, "{\"code\":\"COUNTY002\",\"name\":\"镇\"}"),
        write("PUT", "/api/jurisdictions/COUNTY001", json, "{\"name\":\"镇\"}"),
        new Endpoint("DELETE", "/api/jurisdictions/COUNTY001", null, "", true, true),
        write(
            "POST",
            "/api/jurisdictions/import",
            "text/csv",
            "code,name,level,parent_code,latitude,longitude\nCOUNTY,县,COUNTY,,,\n"),
        read("/api/teams", true),
        read("/api/teams/t-access", true),
        write("POST", "/api/teams", json, team),
        write("PUT", "/api/teams/t-access", json, team),
        new Endpoint("DELETE", "/api/teams/t-access", null, "", true, true),
        write("POST", "/api/teams/import", NDJSON, "{}"),
        read("/api/volunteers", true),
        read("/api/volunteers/v-access", true),
        write("POST", "/api/volunteers", json, volunteer),
        write("PUT", "/api/volunteers/v-access", json, volunteer),
        new Endpoint("DELETE", "/api/volunteers/v-access", null, "", true, true),
        new Endpoint("PUT", "/api/volunteers/v-access/account", null, "", true, true),
        new Endpoint("DELETE", "/api/volunteers/v-access/account", null, "", true, true),
        write("POST", "/api/volunteers/import", NDJSON, "{}"),
        read("/api/volunteers/v-access/presence", true),
        write("PUT", "/api/volunteers/v-access/presence", json, "{\"onDuty\":false}"),
        write("POST", "/api/presence/import", NDJSON, "{}"));
  }

  private Answer ask(Endpoint endpoint, @Nullable String token) {
    Registry registry = Shared.REGISTRY;
    String contentType = endpoint.contentType();
    return service.http.send(
        endpoint.method(),
        endpoint.path().replace("COUNTY", registry.county),
        token,
        contentType == null ? null : endpoint.body().replace("COUNTY", registry.county),
        contentType == null ? Map.of() : Map.of("Content-Type", contentType));
  }

  /** The registry that these tests look at: none of them changes it. */
  private static final class Shared {
    static final Registry REGISTRY = create();

    private static Registry create() {
      RunningService service = RunningService.get();
      Registry registry = new Registry(service);
      String person = Registry.volunteer("v-access", registry.village);
      String team = Registry.team("t-access", registry.village, "一队", "v-access");
      assertThat(service.post("/api/volunteers", registry.dispatcher, person).status())
          .isEqualTo(201);
      assertThat(service.post("/api/teams", registry.dispatcher, team).status()).isEqualTo(201);
      return registry;
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void withoutATokenNothingIsAnswered(Endpoint endpoint) {
    var answer = ask(endpoint, null);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unauthorized");
  }

  @Test
  void aTokenThatIsNoGoodOpensNothing() {
    Set<String> roles = Set.of("dispatcher");
    for (String token :
        List.of(
            "nonsense",
            service.issuer.expiredToken("d", roles, "99"),
            service.issuer.forgedToken("d", roles, "99"),
            service.issuer.tokenForAnotherAudience("d", roles, "99"),
            service.issuer.tokenOfAnotherIssuer("d", roles, "99"))) {
      assertThat(service.get("/api/jurisdictions", token).status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void reportersAndStrangersAreTurnedAway(Endpoint endpoint) {
    String county = Shared.REGISTRY.county;
    for (String token :
        List.of(
            service.staff("reporter", county),
            service.issuer.token("somebody", Set.of("volunteer"), county),
            service.issuer.token("somebody", Set.of("captain"), county),
            service.issuer.token("nobody", Set.of(), county))) {
      var answer = ask(endpoint, token);
      assertThat(answer.status())
          .as(endpoint.name() + " " + answer.body())
          .isEqualTo(endpoint.staffOnly() ? 403 : 200);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void operatorsReadAndDoNotWrite(Endpoint endpoint) {
    var answer = ask(endpoint, service.staff("operator", Shared.REGISTRY.county));

    assertThat(answer.status()).as(answer.body()).isEqualTo(endpoint.writers() ? 403 : 200);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void staffOfAnotherJurisdictionSeesAndChangesNothingHere(Endpoint endpoint) {
    var answer = ask(endpoint, service.staff("dispatcher", ELSEWHERE));

    if (endpoint.path().endsWith("/import")) {
      assertThat(answer.json().get("imported").asInt()).isZero();
      assertThat(answer.json().get("failed").asInt()).isEqualTo(1);
    } else if (endpoint.path().equals("/api/teams") && endpoint.method().equals("GET")
        || endpoint.path().equals("/api/volunteers") && endpoint.method().equals("GET")
        || endpoint.path().startsWith("/api/search/")) {
      assertThat(answer.body()).doesNotContain("-access");
    } else {
      // A PUT says itself where the volunteer or the team is to be; of the others nobody learns
      // whether there is one.
      boolean hidden =
          endpoint.path().contains("-access")
              && !endpoint.name().equals("PUT /api/volunteers/v-access")
              && !endpoint.name().equals("PUT /api/teams/t-access");
      assertThat(answer.status())
          .as(endpoint.name() + " " + answer.body())
          .isEqualTo(hidden ? 404 : endpoint.staffOnly() ? 403 : 200);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void aBodyThatIsNoJsonIsMalformed(Endpoint endpoint) {
    if (!"application/json".equals(endpoint.contentType())) {
      return;
    }
    Endpoint broken =
        new Endpoint(
            endpoint.method(), endpoint.path(), "application/json", "{\"name\":", true, true);

    var answer = ask(broken, Shared.REGISTRY.dispatcher);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/malformed");
    assertThat(answer.body()).doesNotContain("muster.", "jackson");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void aBodyOfAnotherTypeIsRefused(Endpoint endpoint) {
    if (endpoint.contentType() == null) {
      return;
    }
    var answer =
        ask(
            new Endpoint(
                endpoint.method(), endpoint.path(), "application/pdf", endpoint.body(), true, true),
            Shared.REGISTRY.dispatcher);

    assertThat(answer.status()).as(answer.body()).isEqualTo(415);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unsupported-media-type");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void aSuccessIsNeverRelabelled(Endpoint endpoint) {
    String contentType = endpoint.contentType();
    for (String accept : List.of("application/problem+json", "text/*", "application/xml")) {
      var answer =
          service.http.send(
              endpoint.method(),
              endpoint.path().replace("COUNTY", Shared.REGISTRY.county),
              Shared.REGISTRY.dispatcher,
              contentType == null ? null : "{}",
              contentType == null
                  ? Map.of("Accept", accept)
                  : Map.of("Accept", accept, "Content-Type", contentType));
      assertThat(answer.status()).as(endpoint.name() + " " + answer.body()).isEqualTo(406);
      assertThat(answer.json().get("type").asString()).isEqualTo("/problems/not-acceptable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/teams?limit=1&limit=1",
        "/api/teams?jurisdiction=9901&jurisdiction=99",
        "/api/volunteers?search=a&search=b",
        "/api/volunteers?onDuty=true&onDuty=false",
        "/api/jurisdictions?parent=99&parent=99",
        "/api/jurisdictions?cursor=&cursor=",
      })
  void aParameterIsGivenOnce(String path) {
    var answer = service.get(path, Shared.REGISTRY.dispatcher);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("must be given once");
    assertThat(path).contains("&" + answer.json().at("/errors/0/field").asString() + "=");
  }

  @Test
  void listsAreForStaffWhateverTheMethod() {
    String volunteer = service.volunteer("v-access");
    for (String path : List.of("/api/teams", "/api/volunteers")) {
      assertThat(service.http.send("HEAD", path, volunteer, null, Map.of()).status())
          .isEqualTo(403);
      assertThat(
              service
                  .http
                  .send("HEAD", path, service.staff("operator", "99"), null, Map.of())
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aListIsOfTheNarrowerOfWhatIsAskedForAndWhatTheCallerIsResponsibleFor() {
    Registry registry = Shared.REGISTRY;
    var all = service.get("/api/teams", registry.dispatcher);
    assertThat(all.body()).contains("t-access");

    assertThat(service.get("/api/teams?jurisdiction=99", registry.dispatcher).json())
        .isEqualTo(all.json());
    var elsewhere = service.get("/api/teams?jurisdiction=" + ELSEWHERE, registry.dispatcher);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
    String nowhere = service.issuer.token("d", Set.of("dispatcher"), "");
    assertThat(service.get("/api/teams", nowhere).json().get("type").asString())
        .isEqualTo("/problems/out-of-scope");
  }

  @Test
  void anEmptyBodyIsMalformed() {
    var answer = service.post("/api/teams", Shared.REGISTRY.dispatcher, "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).isEqualTo(Problem.unreadableBody().detail());
  }

  @Test
  void unknownIdsAreNotFound() {
    Registry registry = Shared.REGISTRY;
    String team = Registry.team("t-unknown", registry.village, "一队");
    String volunteer = Registry.volunteer("v-unknown", registry.village);
    String dispatcher = registry.dispatcher;

    assertThat(
            List.of(
                service.get("/api/jurisdictions/" + registry.county + "999", dispatcher),
                service.put(
                    "/api/jurisdictions/" + registry.county + "999",
                    dispatcher,
                    "{\"name\":\"镇\"}"),
                service.get("/api/teams/t-unknown", dispatcher),
                service.put("/api/teams/t-unknown", dispatcher, team),
                service.delete("/api/teams/t-unknown", dispatcher),
                service.delete("/api/jurisdictions/" + registry.county + "999", dispatcher),
                service.get("/api/volunteers/v-unknown", dispatcher),
                service.delete("/api/volunteers/v-unknown", dispatcher),
                service.put("/api/volunteers/v-unknown", dispatcher, volunteer),
                service.get("/api/volunteers/v-unknown/presence", dispatcher),
                service.put("/api/volunteers/v-unknown/presence", dispatcher, "{\"onDuty\":true}"),
                service.get("/api/nothing", dispatcher)))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as(answer.body()).isEqualTo(404);
              assertThat(answer.json().get("type").asString()).isEqualTo("/problems/not-found");
            });
  }

  @Test
  void whoLivesElsewhereIsAnsweredLikeWhoIsNotThere() {
    String body = Registry.volunteer("v-access", "320371003");
    String elsewhere = service.staff("dispatcher", ELSEWHERE);
    String person = service.volunteer("somebody");
    for (String token : List.of(elsewhere, service.staff("operator", ELSEWHERE), person)) {
      for (String path :
          List.of(
              "/api/volunteers/ID", "/api/volunteers/ID/presence", "/api/volunteers/ID/account")) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
          String content = method.equals("PUT") && !path.endsWith("account") ? body : null;
          if (path.endsWith("presence") && content != null) {
            content = "{\"onDuty\":false}";
          }
          Answer known = ask(method, path, "v-access", token, content);
          Answer unknown = ask(method, path, "v-nobody", token, content);

          assertThat(known.status()).as(method + " " + path).isEqualTo(unknown.status());
          assertThat(known.body().replace("v-access", "v-nobody")).isEqualTo(unknown.body());
        }
      }
    }
    assertThat(service.get("/api/volunteers/v-access", Shared.REGISTRY.dispatcher).status())
        .isEqualTo(200);
  }

  private Answer ask(String method, String path, String id, String token, @Nullable String body) {
    return service.http.send(
        method,
        path.replace("ID", id),
        token,
        body == null ? null : body.replace("v-access", id),
        Map.of());
  }

  @Test
  void anotherMethodIsRefused() {
    var answer = service.http.patch("/api/volunteers/v-access", Shared.REGISTRY.dispatcher, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/method-not-allowed");
  }

  @Test
  void figuresAreThereForPrometheus() {
    assertThat(service.get("/actuator/prometheus", null).body())
        .contains(
            "muster_outbox_backlog",
            "muster_outbox_oldest_age_seconds",
            "muster_outbox_in_flight",
            "muster_outbox_rejected_rows",
            "muster_outbox_leading",
            "muster_outbox_published_total",
            "muster_outbox_failures_total");
  }

  @Test
  void healthAndTheDescriptionOfTheApiNeedNoToken() {
    assertThat(service.get("/actuator/health/readiness", null).status()).isEqualTo(200);
    assertThat(service.get("/actuator/health/liveness", null).status()).isEqualTo(200);
    assertThat(service.get("/actuator/metrics", null).status()).isEqualTo(401);
    var description = service.get("/v3/api-docs", null);
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.json().get("components").get("securitySchemes").has("token")).isTrue();
    assertThat(description.json().get("paths").propertyNames())
        .contains(
            "/api/jurisdictions/import",
            "/api/teams/{id}",
            "/api/volunteers/{id}/presence",
            "/api/presence/import");
    assertThat(service.get("/swagger-ui.html", null).status()).isIn(200, 302);
    JsonNode schemas = description.json().at("/components/schemas");
    Map.of(
            "Geometry", List.of("type", "coordinates"),
            "JurisdictionForm", List.of("name"),
            "MemberForm", List.of("volunteerId"),
            "OutlineForm", List.of("code", "geometry"),
            "PlaceForm", List.of("latitude", "longitude"),
            "PresenceForm", List.of("onDuty"),
            "TeamForm", List.of("name", "jurisdiction", "base"),
            "VolunteerForm", List.of("name", "jurisdiction"))
        .forEach(
            (form, fields) -> {
              JsonNode required = schemas.get(form).path("required");
              assertThat(required.valueStream().map(JsonNode::asString))
                  .as(form)
                  .containsExactlyInAnyOrderElementsOf(fields);
              assertThat(schemas.get(form).get("properties").propertyNames())
                  .as(form)
                  .containsAll(fields);
            });
  }
}
