package muster.dispatch.alert.http;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The one dialect of refusals, as this service speaks it. */
@OnRealServers
class DialectTest {
  private static final String ALERTS = "/api/alerts";
  private static final String TASKS = "/api/tasks";
  private static final String ALERT = RunningDispatch.alertBody("THEFT", new GeoPoint(34.2, 117.3));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  private RefusalContract contract() {
    return RefusalContract.of(dispatch.http(), dispatch.neighbours.issuer());
  }

  @TestFactory
  Stream<DynamicTest> alertsAreRefusedInTheOneDialect() {
    String dispatcher = dispatch.dispatcher();
    String volunteer = dispatch.volunteer("v-dialect");
    String elsewhere = dispatch.token("dispatcher", "3204");
    String one =
        ALERTS + "/" + dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    return contract()
        .with(
            RefusedEndpoint.of("POST", ALERTS, dispatcher)
                .body(ALERT)
                .text("headline", Limits.HEADLINE)
                .textThatMayBeBlank("description", Limits.DESCRIPTION)
                .textThatMayBeBlank("address", Limits.ADDRESS)
                .idempotent(ALERT.replace("Red", "Blue"))
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("DELETE", "GET, POST"))
        .with(
            RefusedEndpoint.of("POST", ALERTS + "/preview", dispatcher)
                .body(ALERT)
                .text("headline", Limits.HEADLINE)
                .wrongRole(dispatch.token("operator"))
                .outOfScope(elsewhere))
        .with(RefusedEndpoint.of("GET", ALERTS, dispatcher).wrongRole(volunteer).listed())
        .with(
            RefusedEndpoint.of("GET", ALERTS + "?jurisdiction=3203", dispatcher)
                .outOfScope(elsewhere, Problem.outOfScope("3203")))
        .with(RefusedEndpoint.of("GET", one, dispatcher).wrongRole(volunteer).outOfScope(elsewhere))
        .with(
            RefusedEndpoint.of("GET", one + "/timeline", dispatcher)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("POST", "GET")
                .listed())
        .with(
            RefusedEndpoint.of("PATCH", one, dispatcher)
                .body("{\"headline\":\"x\"}")
                .text("headline", Limits.HEADLINE)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("DELETE", "GET, PATCH"))
        .with(
            RefusedEndpoint.of("POST", one + "/waves", dispatcher)
                .optionalBody("{\"afterWave\":1}")
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/resolution", dispatcher)
                .body("{\"outcome\":\"FOUND\",\"note\":\"x\"}")
                .textThatMayBeBlank("note", Limits.NOTE)
                .wrongRole(volunteer)
                .outOfScope(elsewhere))
        .with(
            RefusedEndpoint.of("PUT", one + "/resolution", dispatcher)
                .body("{\"outcome\":\"FOUND\",\"note\":\"x\"}")
                .textThatMayBeBlank("note", Limits.NOTE)
                .wrongRole(volunteer)
                .outOfScope(elsewhere))
        .with(
            RefusedEndpoint.of("POST", one + "/reopening", dispatcher)
                .optionalBody("{\"reason\":\"x\"}")
                .textThatMayBeBlank("reason", Limits.REASON)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/merge", dispatcher)
                .body("{\"into\":\"99999998\"}")
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/notes", dispatcher)
                .body("{\"text\":\"x\"}")
                .text("text", Limits.NOTE)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/messages", dispatcher)
                .body("{\"text\":\"x\"}")
                .text("text", Limits.MESSAGE)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/escalation/acceptance", dispatcher)
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/tasks", dispatcher)
                .body("{\"teamId\":\"t-1\"}")
                .wrongRole(volunteer)
                .outOfScope(elsewhere)
                .otherMethod("DELETE", "GET, POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/cancellation", dispatcher)
                .body("{\"reason\":\"x\"}")
                .text("reason", Limits.REASON)
                .wrongRole(volunteer)
                .outOfScope(elsewhere))
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> tasksAreRefusedInTheOneDialect() {
    String volunteer = dispatch.volunteer("v-dialect");
    String dispatcher = dispatch.dispatcher();
    String one = TASKS + "/" + UUID.randomUUID();
    return contract()
        .with(RefusedEndpoint.of("GET", TASKS, volunteer).wrongRole(dispatcher).listed())
        .with(
            RefusedEndpoint.of("POST", one + "/acknowledgement", volunteer)
                .optionalBody("{\"etaSeconds\":1}")
                .wrongRole(dispatcher)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/decline", volunteer)
                .optionalBody("{\"reason\":\"x\"}")
                .textThatMayBeBlank("reason", Limits.REASON)
                .wrongRole(dispatcher))
        .with(
            RefusedEndpoint.of("POST", one + "/withdrawal", volunteer)
                .optionalBody("{\"reason\":\"x\"}")
                .textThatMayBeBlank("reason", Limits.REASON)
                .wrongRole(dispatcher))
        .with(
            RefusedEndpoint.of("POST", one + "/progress", volunteer)
                .body("{\"state\":\"EN_ROUTE\"}")
                .wrongRole(dispatcher))
        .with(
            RefusedEndpoint.of("POST", one + "/calls", dispatcher)
                .wrongRole(volunteer)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/stand-down", dispatcher)
                .body("{\"reason\":\"x\"}")
                .text("reason", Limits.REASON)
                .wrongRole(volunteer)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/help", volunteer)
                .body("{\"kind\":\"DANGER\",\"text\":\"x\"}")
                .textThatMayBeBlank("text", Limits.REASON)
                .wrongRole(dispatcher))
        .with(
            RefusedEndpoint.of("POST", one + "/help/acknowledgement", dispatcher)
                .optionalBody("{\"askedUntil\":\"2022-03-12T01:22:15Z\"}")
                .wrongRole(volunteer)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", one + "/completion", volunteer)
                .optionalBody("{\"note\":\"x\"}")
                .textThatMayBeBlank("note", Limits.NOTE)
                .wrongRole(dispatcher))
        .tests();
  }

  @Test
  void whatIsNotThereIsNamedByItsKind() {
    String alert = ALERTS + "/" + UUID.randomUUID();
    RefusalContract.assertRefused(
        dispatch.get(alert, dispatch.dispatcher()), alert, Problem.notFound("alert"));
    String task = TASKS + "/" + UUID.randomUUID() + "/decline";
    RefusalContract.assertRefused(
        dispatch.post(task, dispatch.volunteer("v-dialect"), null), task, Problem.notFound("task"));
  }

  @Test
  void whatDoesNotGoWithHowThingsStandSaysWhyForMachinesToo() {
    String alert =
        ALERTS + "/" + dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
    dispatch.post(alert + "/cancellation", dispatch.dispatcher(), "{\"reason\":\"x\"}");

    RefusalContract.assertRefused(
        dispatch.patch(alert, dispatch.dispatcher(), "{\"headline\":\"x\"}"),
        alert,
        Problem.conflict("ALERT_OVER", "The alert is over."));
  }

  @Test
  void anotherTeamsTaskIsForbidden() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    String task =
        TASKS
            + "/"
            + dispatch.issue("THEFT", place).get("tasks").get(0).get("id").asString()
            + "/decline";

    RefusalContract.assertRefused(
        dispatch.post(task, dispatch.volunteer("v-dialect"), null),
        task,
        Problem.of(ProblemType.FORBIDDEN, "This task is another team's."));
  }

  @Test
  void whileTheDatabaseIsAwayItSaysSo() {
    dispatch.neighbours.postgres().kill();
    try {
      contract()
          .with(RefusedEndpoint.of("GET", ALERTS, dispatch.dispatcher()))
          .with(
              RefusedEndpoint.of("POST", ALERTS, dispatch.dispatcher())
                  .body(ALERT)
                  .idempotent(ALERT))
          .assertUnavailable();
    } finally {
      dispatch.neighbours.postgres().restart();
    }
    await()
        .atMost(PATIENCE)
        .until(() -> dispatch.get(ALERTS, dispatch.dispatcher()).status() == 200);
  }
}
