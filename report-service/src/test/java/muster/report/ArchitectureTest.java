package muster.report;

import muster.testbed.ServerUse;
import muster.testbed.ServiceShape;
import org.junit.jupiter.api.Test;

/** That the rules can fail is shown where they stand, in the test bed. */
class ArchitectureTest {
  private static final ServiceShape SHAPE = ServiceShape.of("muster.report", "intake");

  @Test
  void theServiceHasTheShapeOfAll() {
    SHAPE.check();
  }

  @Test
  void timeAndChanceAreArgumentsOfTheCore() {
    SHAPE.checkThatTimeAndChanceAreArguments();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.report");
  }
}
