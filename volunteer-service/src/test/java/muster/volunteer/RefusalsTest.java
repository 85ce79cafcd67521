package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.testbed.HttpApi;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The one dialect of refusals, as this service speaks it. */
@OnRealServers
class RefusalsTest {
  private static final String ON_DUTY =
      "{\"onDuty\":true,\"location\":{\"latitude\":34.29,\"longitude\":117.34}}";

  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;
  private final String elsewhere = service.staff("dispatcher", "3203");
  private final String reporter = service.staff("reporter", registry.county);

  private RefusedEndpoint endpoint(String method, String path) {
    return RefusedEndpoint.of(method, path, dispatcher).wrongRole(reporter);
  }

  @TestFactory
  Stream<DynamicTest> refusalsOfJurisdictions() {
    String code = registry.county + "002";
    String path = "/api/jurisdictions/" + registry.village;
    return RefusalContract.of(http, service.issuer)
        .with(
            RefusedEndpoint.of("GET", "/api/jurisdictions", dispatcher)
                .otherMethod("DELETE", "GET, POST")
                .listed())
        .with(
            endpoint("POST", "/api/jurisdictions")
                .body(
                    "{\"code\":\"%s\",\"name\":\"镇\",\"parentCode\":\"%s\"}"
                        .formatted(code, registry.county))
                .text("name", 100)
                .outOfScope(elsewhere))
        .with(RefusedEndpoint.of("GET", path, dispatcher).otherMethod("POST", "DELETE, GET, PUT"))
        .with(
            endpoint("PUT", path)
                .body("{\"name\":\"村\",\"parentCode\":\"%s001\"}".formatted(registry.county))
                .text("name", 100)
                .outOfScope(elsewhere))
        .with(endpoint("DELETE", path).outOfScope(elsewhere))
        .with(
            RefusedEndpoint.of(
                    "GET", "/api/jurisdictions/outlines?within=" + registry.county, dispatcher)
                .otherMethod("PATCH", "DELETE, GET, PUT"))
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> refusalsOfDeadLettersAndRejectedRows() {
    String operator = service.staff("operator", "9901");
    String path = "/api/dead-letters/volunteer";
    Problem narrow =
        Problem.of(ProblemType.OUT_OF_SCOPE, "This is for whoever has a whole city in scope.");
    String county = service.staff("operator", registry.county);
    return RefusalContract.of(http, service.issuer)
        .with(
            RefusedEndpoint.of("GET", path, operator)
                .wrongRole(dispatcher)
                .outOfScope(county, narrow)
                .otherMethod("PATCH", "GET")
                .listed())
        .with(
            RefusedEndpoint.of("GET", path + "/rejected-rows", operator)
                .wrongRole(dispatcher)
                .outOfScope(county, narrow)
                .listed())
        .with(
            RefusedEndpoint.of("POST", path + "/rejected-rows/999999999/retry", operator)
                .wrongRole(dispatcher)
                .outOfScope(county, narrow)
                .otherMethod("GET", "POST"))
        .tests();
  }

  @Test
  void thisServicePutsNothingAsideAndWhatWasNotRejectedIsNotThere() {
    String operator = service.staff("operator", "9901");
    String path = "/api/dead-letters/volunteer";
    assertThat(http.get(path, operator).json().get("items").size()).isZero();
    RefusalContract.assertRefused(
        http.post(path + "/rejected-rows/999999999/retry", operator, null),
        path + "/rejected-rows/999999999/retry",
        Problem.notFound("rejected row"));
  }

  @TestFactory
  Stream<DynamicTest> refusalsOfTeams() {
    String team = registry.newTeam(1);
    String path = "/api/teams/" + team;
    String body = Registry.team(team, registry.village, "二队");
    return RefusalContract.of(http, service.issuer)
        .with(endpoint("GET", "/api/teams").otherMethod("DELETE", "GET, POST").listed())
        .with(
            endpoint("GET", "/api/teams?jurisdiction=3203")
                .outOfScope(
                    service.staff("dispatcher", registry.village), Problem.outOfScope("3203")))
        .with(
            endpoint("POST", "/api/teams")
                .body(Registry.team(registry.id("t", 2), registry.village, "一队"))
                .text("name", 100)
                .outOfScope(elsewhere))
        .with(
            endpoint("GET", path)
                .otherMethod("POST", "DELETE, GET, PUT")
                .outOfScope(elsewhere, Problem.notFound("team")))
        .with(endpoint("PUT", path).body(body).text("name", 100).outOfScope(elsewhere))
        .with(endpoint("DELETE", path).outOfScope(elsewhere, Problem.notFound("team")))
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> refusalsOfVolunteersAndTheirPresence() {
    String volunteer = registry.newVolunteer(1);
    String path = "/api/volunteers/" + volunteer;
    String body = Registry.volunteer(volunteer, registry.village);
    return RefusalContract.of(http, service.issuer)
        .with(endpoint("GET", "/api/volunteers").otherMethod("DELETE", "GET, POST").listed())
        .with(
            endpoint("POST", "/api/volunteers")
                .body(Registry.volunteer(registry.id("v", 2), registry.village))
                .text("name", 50)
                .text("subject", 128)
                .outOfScope(elsewhere))
        .with(
            endpoint("GET", path)
                .otherMethod("POST", "DELETE, GET, PUT")
                .outOfScope(elsewhere, Problem.notFound("volunteer")))
        .with(endpoint("DELETE", path).outOfScope(elsewhere, Problem.notFound("volunteer")))
        .with(
            endpoint("PUT", path + "/account")
                .otherMethod("GET", "DELETE, PUT")
                .outOfScope(elsewhere, Problem.notFound("volunteer")))
        .with(
            endpoint("DELETE", path + "/account")
                .outOfScope(elsewhere, Problem.notFound("volunteer")))
        .with(
            endpoint("PUT", path)
                .body(body)
                .text("name", 50)
                .text("subject", 128)
                .outOfScope(elsewhere))
        .with(
            endpoint("GET", path + "/presence")
                .otherMethod("DELETE", "GET, PUT")
                .outOfScope(elsewhere, Problem.notFound("volunteer")))
        .with(
            endpoint("PUT", path + "/presence")
                .body(ON_DUTY)
                .outOfScope(elsewhere, Problem.notFound("volunteer")))
        .tests();
  }

  @Test
  void whatIsNotThereIsNamedByItsKind() {
    String team = "/api/teams/t-nowhere";
    RefusalContract.assertRefused(http.get(team, dispatcher), team, Problem.notFound("team"));
    String presence = "/api/volunteers/v-nowhere/presence";
    RefusalContract.assertRefused(
        http.get(presence, dispatcher), presence, Problem.notFound("volunteer"));
    String place = "/api/jurisdictions/" + registry.county + "999";
    RefusalContract.assertRefused(
        http.get(place, dispatcher), place, Problem.notFound("jurisdiction"));
  }

  @Test
  void aConflictSaysWhichOfThemItIs() {
    String volunteer = registry.newVolunteer(1);
    String body = Registry.volunteer(volunteer, registry.village);
    RefusalContract.assertRefused(
        http.post("/api/volunteers", dispatcher, body),
        "/api/volunteers",
        Problem.conflict("EXISTS", "There is a volunteer %s already.".formatted(volunteer)));
    RefusalContract.assertRefused(
        http.post("/api/volunteers", dispatcher, body.replace("{\"id\":\"v", "{\"id\":\"w")),
        "/api/volunteers",
        Problem.conflict("ACCOUNT_TAKEN", "Another volunteer has this account."));
    String path = "/api/volunteers/" + volunteer;
    RefusalContract.assertRefused(
        http.put(path, dispatcher, body.replace("{", "{\"version\":7,")),
        path,
        Problem.conflict("OTHER_VERSION", "The version is 1 by now."));
  }

  @Test
  void aReportTooSoonSaysWhenTheNextMayCome() {
    String path = "/api/volunteers/" + registry.newVolunteer(1) + "/presence";
    var unused = http.put(path, dispatcher, ON_DUTY);
    RefusalContract.assertRefused(
        http.put(path, dispatcher, ON_DUTY.replace("34.29", "34.30")),
        path,
        Problem.of(ProblemType.TOO_MANY_REQUESTS).withHeader("Retry-After", "1"));
  }

  @Test
  void whileTheDatabaseIsAwayItSaysSo() {
    String path = "/api/teams/" + registry.newTeam(1);
    service.postgres.kill();
    try {
      RefusalContract.of(http, service.issuer)
          .with(RefusedEndpoint.of("GET", "/api/jurisdictions", dispatcher))
          .with(RefusedEndpoint.of("GET", "/api/teams", dispatcher))
          .with(RefusedEndpoint.of("GET", path, dispatcher))
          .with(
              RefusedEndpoint.of("POST", "/api/volunteers", dispatcher)
                  .body(Registry.volunteer(registry.id("v", 1), registry.village)))
          .assertUnavailable();
    } finally {
      service.postgres.restart();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> http.get(path, dispatcher).status() == 200);
  }
}
