package muster.gateway;

import muster.testbed.ServerUse;
import muster.testbed.ServiceShape;
import org.junit.jupiter.api.Test;

/** That the rules can fail is shown where they stand, in the test bed. */
class ArchitectureTest {
  private static final ServiceShape SHAPE =
      ServiceShape.of("muster.gateway", "session", "route", "limit", "system", "map");

  @Test
  void theGatewayHasTheShapeOfAll() {
    SHAPE.check();
  }

  @Test
  void timeAndChanceAreArgumentsOfTheCore() {
    SHAPE.checkThatTimeAndChanceAreArguments();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.gateway");
  }
}
