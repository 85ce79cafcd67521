package muster.notification;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.problem.Problem;
import muster.testbed.HttpApi;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** This service refuses as all do. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
  private final TestBed bed = TestBed.shared();
  private RunningServer server;

  @BeforeAll
  void start() {
    server = bed.startServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    String volunteer = bed.volunteerToken("v-refused");
    String operator = bed.operatorToken("3203");
    String receipt = "{\"taskId\":\"%s\",\"status\":\"SEEN\"}".formatted(UUID.randomUUID());
    return RefusalContract.of(new HttpApi(server.port()), bed.issuer())
        .with(
            RefusedEndpoint.of("POST", "/api/receipts", volunteer)
                .body(receipt)
                .wrongRole(operator)
                .otherMethod("DELETE", "POST"))
        .with(
            RefusedEndpoint.of("GET", "/api/stream/me", volunteer)
                .wrongRole(operator)
                .otherMethod("PUT", "GET"))
        .with(
            RefusedEndpoint.of("GET", "/api/stream/events?jurisdiction=320301", operator)
                .wrongRole(volunteer)
                .outOfScope(
                    bed.issuer().token("o-2", Set.of("operator"), "3204"),
                    Problem.outOfScope("320301"))
                .otherMethod("PUT", "GET"))
        .with(
            RefusedEndpoint.of("PUT", "/api/desks/" + UUID.randomUUID(), operator)
                .body("{\"sound\":true,\"alarms\":{\"high\":0,\"medium\":0,\"low\":0}}")
                .wrongRole(volunteer)
                .otherMethod("POST", "DELETE, PUT"))
        .with(
            RefusedEndpoint.of("DELETE", "/api/desks/" + UUID.randomUUID(), operator)
                .wrongRole(volunteer))
        .with(
            RefusedEndpoint.of("GET", "/api/desks", operator)
                .wrongRole(volunteer)
                .otherMethod("PUT", "GET")
                .listed())
        .with(
            RefusedEndpoint.of("GET", "/api/alerts/40317/deliveries", operator)
                .wrongRole(volunteer)
                .otherMethod("PUT", "GET")
                .listed())
        .tests();
  }
}
