package muster.gateway;

import java.util.stream.Stream;
import muster.testbed.EdgeTrials;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import muster.testbed.TokenTrials;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the web server takes, and whose tokens, is the same as in all services. */
@OnRealServers
class EdgeTest {
  private final RunningGateway gateway = RunningGateway.get();
  private final EdgeTrials trials =
      new EdgeTrials(gateway.port, gateway.token("edge", "operator"), "/api/system", "/api/alerts");

  @TestFactory
  Stream<DynamicTest> theWebServerStandsWhateverIsSentToIt() {
    return Stream.of(
        DynamicTest.dynamicTest("framing", trials::refusesWhatCanBeFramedInTwoWays),
        DynamicTest.dynamicTest("chunks", trials::readsChunksInOneWay),
        DynamicTest.dynamicTest(
            "targets",
            () ->
                trials.refusesTargetsThatMeanTwoThings(
                    // Jetty decodes before anybody else can see what was written.
                    target ->
                        target.endsWith("%00") || target.endsWith("%zz") || target.endsWith("%"))),
        DynamicTest.dynamicTest("headers", trials::refusesHeadersThatAreNone),
        DynamicTest.dynamicTest(
            "methods",
            // Jetty reads what follows it as a host before anybody else sees the method.
            () -> trials.refusesMethodsThatNoPathHas(method -> method.equals("CONNECT"))),
        DynamicTest.dynamicTest("accepted types", trials::refusesManyAcceptedTypesCheaply),
        DynamicTest.dynamicTest("large headers", trials::takesAHeaderUpToItsLimit),
        DynamicTest.dynamicTest("encoded bodies", trials::refusesBodiesThatAreEncoded),
        DynamicTest.dynamicTest("unread bodies", trials::closesAfterARefusalWhoseBodyIsUnread),
        DynamicTest.dynamicTest("good behaviour", trials::keepsAConnectionThatBehaves),
        DynamicTest.dynamicTest("silence", trials::endsAConnectionThatSaysNothing),
        DynamicTest.dynamicTest("half a header", trials::endsHalfAHeader),
        DynamicTest.dynamicTest("half a body", trials::endsHalfABody),
        DynamicTest.dynamicTest("many connections", trials::limitsTheConnectionsOfOneAddress));
  }

  @Test
  void tokensCountAsInAllServices() throws Exception {
    new TokenTrials(gateway.http, gateway.issuer.tokens(), "/api/system", "operator", "3203").all();
  }

  @TestFactory
  Stream<DynamicTest> theGatewaysOwnRefusals() {
    return RefusalContract.of(gateway.http, gateway.issuer.tokens())
        .with(
            RefusedEndpoint.of("GET", "/api/system", gateway.token("edge", "dispatcher"))
                .wrongRole(gateway.token("edge", "volunteer"))
                .otherMethod("POST", "GET"))
        .tests();
  }
}
