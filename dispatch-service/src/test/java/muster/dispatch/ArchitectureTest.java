package muster.dispatch;

import muster.testbed.ServerUse;
import muster.testbed.ServiceShape;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theServiceHasTheShapeOfAllServices() {
    ServiceShape.of("muster.dispatch", "alarm", "alert", "clock", "map", "policy", "search", "team")
        .check();
  }

  /** The same command on the same state decides the same. */
  @Test
  void whatDecidesAsksNoClockAndThrowsNoDice() {
    ServiceShape.of("muster.dispatch", "alarm", "alert", "map", "policy", "search", "team")
        .checkThatTimeAndChanceAreArguments();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.dispatch");
  }
}
