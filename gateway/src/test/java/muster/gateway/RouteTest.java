package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import muster.contracts.access.Role;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.route.Service;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import muster.testbed.RefusalContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every path, every role, every state of a session. */
@OnRealServers
class RouteTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Map<String, Service> PATHS =
      Map.ofEntries(
          Map.entry("/api/alerts", Service.DISPATCH),
          Map.entry("/api/alerts/417/tasks", Service.DISPATCH),
          Map.entry("/api/alerts/417/deliveries", Service.NOTIFICATION),
          Map.entry("/api/tasks/1/answers", Service.DISPATCH),
          Map.entry("/api/map/teams/10/1/2.mvt?crs=GCJ02", Service.DISPATCH),
          Map.entry("/api/search/alerts?q=a%20b", Service.DISPATCH),
          Map.entry("/api/search/teams?q=%E5%BE%90", Service.DISPATCH),
          Map.entry("/api/search/jurisdictions", Service.VOLUNTEER),
          Map.entry("/api/search/reports", Service.REPORT),
          Map.entry("/api/volunteers/v-1/presence", Service.VOLUNTEER),
          Map.entry("/api/teams", Service.VOLUNTEER),
          Map.entry("/api/jurisdictions/3203", Service.VOLUNTEER),
          Map.entry("/api/presence/import", Service.VOLUNTEER),
          Map.entry("/api/reports", Service.REPORT),
          Map.entry("/api/receipts", Service.NOTIFICATION),
          Map.entry("/api/dead-letters/dispatch", Service.DISPATCH),
          Map.entry("/api/dead-letters/volunteer/7", Service.VOLUNTEER),
          Map.entry("/api/dead-letters/report", Service.REPORT),
          Map.entry("/api/dead-letters/notification", Service.NOTIFICATION),
          Map.entry("/api/dead-letters/report/rejected-rows", Service.REPORT));

  private static final Map<String, Browser> SIGNED_IN = new ConcurrentHashMap<>();
  private static final Map<String, Browser> LOGGED_OUT = new ConcurrentHashMap<>();
  private static final Map<String, Browser> EXPIRED = new ConcurrentHashMap<>();

  private final RunningGateway gateway = RunningGateway.get();

  static Stream<Arguments> pathsAndRoles() {
    return PATHS.keySet().stream()
        .sorted()
        .flatMap(path -> Stream.of(Role.values()).map(role -> Arguments.of(path, role.claim())));
  }

  @ParameterizedTest
  @MethodSource("pathsAndRoles")
  void everyPathIsItsServicesInEveryStateOfASession(String path, String role) {
    Service owner = Objects.requireNonNull(PATHS.get(path));
    Browser browser = SIGNED_IN.computeIfAbsent(role, this::signIn);

    Answer signedIn = browser.get(path);
    assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
    assertThat(signedIn.text("service")).isEqualTo(owner.wireName());
    assertThat(signedIn.text("target")).isEqualTo(path);
    assertThat(rolesOfTheLast(owner, path)).containsExactly(role);

    Answer byToken = gateway.http.get(path, gateway.token("route-api", role));
    assertThat(byToken.status()).isEqualTo(200);
    assertThat(rolesOfTheLast(owner, path)).containsExactly(role);

    int before = gateway.service(owner).asked(path).size();
    for (Browser browserOfNobody : withoutASession(role)) {
      RefusalContract.assertRefused(
          browserOfNobody.get(path), path, Problem.of(ProblemType.UNAUTHORIZED));
    }
    assertThat(gateway.service(owner).asked(path)).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleHasItsStreamWhileItIsSignedIn(Role role) throws IOException {
    String path = "/api/stream/events?of=" + role.claim();
    Browser browser = SIGNED_IN.computeIfAbsent(role.claim(), this::signIn);
    var bySession = browser.open(path);
    assertThat(bySession.statusCode()).isEqualTo(200);
    assertThat(rolesOfTheLast(Service.NOTIFICATION, path)).containsExactly(role.claim());
    bySession.body().close();
    var byToken =
        gateway
            .browser()
            .open(path, "Authorization", "Bearer " + gateway.token("route-api", role.claim()));
    assertThat(byToken.statusCode()).isEqualTo(200);
    assertThat(rolesOfTheLast(Service.NOTIFICATION, path)).containsExactly(role.claim());
    byToken.body().close();

    for (Browser browserOfNobody : withoutASession(role.claim())) {
      RefusalContract.assertRefused(
          browserOfNobody.get(path), path, Problem.of(ProblemType.UNAUTHORIZED));
    }
    assertThat(gateway.service(Service.NOTIFICATION).asked(path)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void theGatewaysOwnPathsAreForWhomTheyAreInEveryStateOfASession(Role role) {
    Browser browser = SIGNED_IN.computeIfAbsent(role.claim(), this::signIn);
    String token = gateway.token("route-api", role.claim());
    int system = role == Role.OPERATOR || role == Role.DISPATCHER ? 200 : 403;

    assertThat(browser.get("/api/session").text("subject")).isEqualTo("route-" + role.claim());
    assertThat(gateway.http.get("/api/session", token).status())
        .as("a token is no session")
        .isEqualTo(401);
    assertThat(browser.get("/api/system").status()).isEqualTo(system);
    assertThat(gateway.http.get("/api/system", token).status()).isEqualTo(system);
    for (Browser browserOfNobody : withoutASession(role.claim())) {
      assertThat(browserOfNobody.get("/api/session").status()).isEqualTo(401);
      assertThat(browserOfNobody.get("/api/system").status()).isEqualTo(401);
    }
  }

  /** Who was never here, who has logged out, and whose time was over; each with all cookies. */
  private List<Browser> withoutASession(String role) {
    return List.of(
        gateway.browser(),
        LOGGED_OUT.computeIfAbsent(role, this::signInAndOut).stolen(),
        EXPIRED.computeIfAbsent(role, this::signInAndExpire).stolen());
  }

  private Browser signIn(String role) {
    return gateway.signedIn("route-" + role, role);
  }

  private Browser signInAndOut(String role) {
    Browser browser = gateway.signedIn("route-over-" + role, role);
    Browser copy = browser.stolen();
    assertThat(browser.post("/logout", null).status()).isEqualTo(200);
    return copy;
  }

  private Browser signInAndExpire(String role) {
    Browser browser = gateway.signedIn("route-late-" + role, role);
    int ended =
        gateway
            .jdbc
            .sql(
                """
                update spring_session set creation_time = creation_time - 13 * 3600 * 1000,
                  last_access_time = last_access_time - 13 * 3600 * 1000,
                  expiry_time = expiry_time - 13 * 3600 * 1000
                where principal_name = :subject
                """)
            .param("subject", "route-late-" + role)
            .update();
    assertThat(ended).isEqualTo(1);
    return browser;
  }

  private List<String> rolesOfTheLast(Service service, String path) {
    String token =
        gateway.service(service).asked(path).getLast().header("Authorization").split("\\.")[1];
    return JSON.readTree(Base64.getUrlDecoder().decode(token))
        .path("roles")
        .valueStream()
        .map(role -> role.asString())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void everyServiceIsReachedByEveryMethod(Service service) {
    Browser browser = gateway.signedIn("route-methods-" + service, "dispatcher");
    String path =
        PATHS.entrySet().stream()
            .filter(entry -> entry.getValue() == service)
            .map(Map.Entry::getKey)
            .filter(each -> !each.contains("?"))
            .findFirst()
            .orElseThrow();
    browser.get("/api/session");
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      Answer answer =
          browser.send(
              method,
              gateway.address().resolve(path),
              method.equals("GET") ? null : "{\"a\":\"徐\"}",
              Map.of(
                  "X-XSRF-TOKEN",
                  browser.cookies.getOrDefault("XSRF-TOKEN", ""),
                  "If-Match",
                  "\"3\""));
      assertThat(answer.status()).as(method + " " + answer).isIn(200, 201);
      assertThat(answer.text("method")).isEqualTo(method);
      assertThat(answer.text("body")).isEqualTo(method.equals("GET") ? "" : "{\"a\":\"徐\"}");
      assertThat(answer.header("ETag")).isEqualTo("\"7\"");
      assertThat(gateway.service(service).asked(path).getLast().header("If-Match"))
          .isEqualTo("\"3\"");
    }
  }

  @Test
  void aPathThatIsNobodysIsNotThere() {
    String token = gateway.token("route-nothing", "dispatcher");
    for (String path :
        List.of(
            "/api",
            "/api/nothing",
            "/api/search",
            "/api/search/people",
            "/api/dead-letters",
            "/api/dead-letters/gateway",
            "/v3/api-docs",
            "/swagger-ui.html")) {
      assertThat(gateway.http.get(path, token).status()).as(path).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/teams/徐", "/api/search/teams?q=徐"})
  void aTargetThatIsNotWrittenInPercentsIsRefused(String target) {
    try (RawConnection connection = RawConnection.to(gateway.port)) {
      connection.send(
          "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(
                  new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                  gateway.token("route-percents", "dispatcher")));
      assertThat(connection.read().orElseThrow().status()).isEqualTo(400);
    }
  }

  @Test
  void aServiceThatIsAwayIsSaidToBeUnavailable() {
    int port = FreePorts.next();
    try (var _ =
        gateway.start(port, Map.of("MUSTER_REPORT_URL", "http://localhost:" + FreePorts.next()))) {
      var http = new HttpApi(port);
      RefusalContract.assertRefused(
          http.get("/api/reports", gateway.token("route-away", "officer")),
          "/api/reports",
          Problem.of(ProblemType.UNAVAILABLE));
      assertThat(http.get("/api/alerts", gateway.token("route-away", "officer")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void whatIsTooLargeForEveryServiceIsRefusedHere() {
    String token = gateway.token("route-large", "dispatcher");
    int most = 64 * 1024;
    String path = "/api/alerts/large";

    assertThat(gateway.http.post(path, token, "x".repeat(most)).status()).isEqualTo(201);
    RefusalContract.assertRefused(
        gateway.http.post(path, token, "x".repeat(most + 1)),
        path,
        Problem.of(ProblemType.TOO_LARGE));
    assertThat(gateway.service(Service.DISPATCH).asked(path)).hasSize(1);
  }

  /** The server would read it in search of parameters, and nothing of it be left. */
  @Test
  void aFormIsAServicesToRefuseAndGoesOnWhole() {
    Answer answer =
        gateway.http.send(
            "POST",
            "/api/alerts/form?c=3",
            gateway.token("route-form", "dispatcher"),
            "a=1&b=2",
            Map.of("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("body")).isEqualTo("a=1&b=2");
    assertThat(answer.text("target")).isEqualTo("/api/alerts/form?c=3");
  }

  @Test
  void anImportMayBeAsLargeAsItLikes() {
    String token = gateway.token("route-import", "dispatcher");
    String lines = "{\"id\":\"v-1\"}\n".repeat(400_000);

    Answer answer =
        gateway.http.send(
            "POST",
            "/api/volunteers/import",
            token,
            lines,
            Map.of("Content-Type", "application/x-ndjson"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(gateway.service(Service.VOLUNTEER).asked("/api/volunteers/import").getLast())
        .satisfies(
            asked -> {
              assertThat(asked.body()).hasSize(lines.length());
              assertThat(asked.header("Content-Type")).isEqualTo("application/x-ndjson");
            });
  }
}
