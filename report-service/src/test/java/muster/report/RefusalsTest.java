package muster.report;

import static muster.report.Requests.ALERT;
import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
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
  private static final String ADDRESSED =
      ALERT.replace("}", ",\"description\":\"Red\",\"address\":\"Xizhu 12\"}");

  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  @TestFactory
  Stream<DynamicTest> refusals() {
    String id = service.submit(service.villager(), BIKE);
    String own = service.submit(service.villager(), BIKE);
    String other = service.submit(service.villager(), BIKE);
    String volunteer = service.issuer.token("v-1", Set.of("volunteer"), "3203");
    return RefusalContract.of(http, service.issuer)
        .with(
            RefusedEndpoint.of("POST", REPORTS, service.villager())
                .body(BIKE)
                .text("text", 4000)
                .textThatMayBeBlank("address", 300)
                .idempotent(BIKE.replace("THEFT", "OTHER"))
                .otherMethod("DELETE", "GET, POST"))
        .with(RefusedEndpoint.of("GET", REPORTS, service.officer()).listed())
        .with(
            RefusedEndpoint.of("GET", REPORTS + "?jurisdiction=320371", service.officer())
                .outOfScope(service.officerElsewhere(), Problem.outOfScope("320371")))
        .with(
            RefusedEndpoint.of("GET", REPORTS + "/" + id, service.officer())
                .otherMethod("PUT", "GET"))
        .with(
            RefusedEndpoint.of("POST", triage(id), service.officer())
                .body(ANSWER)
                .text("answer", 4000)
                .wrongRole(volunteer)
                .outOfScope(service.officerElsewhere())
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", triage(id), service.officer())
                .body(ADDRESSED)
                .text("headline", 200)
                .textThatMayBeBlank("description", 4000)
                .textThatMayBeBlank("address", 300)
                .wrongRole(service.villager())
                .outOfScope(service.officerElsewhere()))
        .with(
            RefusedEndpoint.of("POST", triage(id), service.officer())
                .body("{\"decision\":\"LINK\",\"alert\":\"99999998\"}")
                .wrongRole(service.villager())
                .outOfScope(service.officerElsewhere()))
        .with(
            RefusedEndpoint.of("POST", REPORTS + "/" + id + "/claim", service.officer())
                .optionalBody("{\"takeOver\":true}")
                .wrongRole(service.villager())
                .outOfScope(service.officerElsewhere())
                .otherMethod("GET", "DELETE, POST"))
        .with(
            RefusedEndpoint.of("DELETE", REPORTS + "/" + own + "/claim", service.officer())
                .wrongRole(service.operator())
                .outOfScope(service.officerElsewhere()))
        .with(
            RefusedEndpoint.of("POST", REPORTS + "/" + own + "/additions", service.villager())
                .body("{\"text\":\"and a basket\"}")
                .text("text", 4000)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", REPORTS + "/" + other + "/withdrawal", service.villager())
                .body("{\"reason\":\"It was my brother\"}")
                .text("reason", 500)
                .otherMethod("GET", "POST"))
        .tests();
  }

  @Test
  void whatIsNotThereIsNamedByItsKind() {
    String path = REPORTS + "/" + UUID.randomUUID();
    RefusalContract.assertRefused(
        http.get(path, service.officer()), path, Problem.notFound("report"));
    String clue =
        BIKE.replace("{\"category\"", "{\"alertId\":\"" + UUID.randomUUID() + "\",\"category\"");
    RefusalContract.assertRefused(
        http.post(REPORTS, service.villager(), clue), REPORTS, Problem.notFound("alert"));
  }

  @Test
  void aDecisionThatWasTakenIsToldFromAnother() {
    String id = service.submit(service.villager(), BIKE);
    assertThat(http.post(triage(id), service.officer(), ANSWER).status()).isEqualTo(200);
    RefusalContract.assertRefused(
        http.post(triage(id), service.officer(), ALERT),
        triage(id),
        Problem.of(
            ProblemType.ALREADY_TRIAGED, "Another decision has been taken: it is ANSWERED."));
  }

  @Test
  void whileTheDatabaseIsAwayItSaysSo() {
    service.postgres.kill();
    try {
      RefusalContract.of(http, service.issuer)
          .with(RefusedEndpoint.of("GET", REPORTS, service.officer()))
          .with(RefusedEndpoint.of("POST", REPORTS, service.villager()).body(BIKE))
          .assertUnavailable();
    } finally {
      service.postgres.restart();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.get(REPORTS, service.officer()).status() == 200);
  }
}
