package muster.outbox;

import muster.testbed.ServerUse;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.outbox");
  }
}
