package muster.eventintake;

import muster.testbed.ServerUse;
import muster.testbed.SharedModule;
import org.junit.jupiter.api.Test;

/** That the rules can fail is shown where they stand, in the test bed. */
class ArchitectureTest {

  @Test
  void frameworksLieBeneathTheRootAndItKnowsNoService() {
    SharedModule.of(
            "muster.eventintake",
            "muster.contracts..",
            "org.apache.kafka..",
            "io.micrometer.core..",
            "org.slf4j..")
        .check();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.eventintake");
  }
}
