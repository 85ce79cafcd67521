package muster.preflight;

import muster.testbed.SharedModule;
import org.junit.jupiter.api.Test;

/** That the rules can fail is shown where they stand, in the test bed. */
class ArchitectureTest {

  /** A service without Spring uses it, too. */
  @Test
  void whatIsCheckedIsFreeOfSpringAndKnowsNoService() {
    SharedModule.of("muster.preflight", "org.apache.kafka..", "tools.jackson..").check();
  }
}
