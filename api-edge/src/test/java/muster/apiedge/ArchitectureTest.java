package muster.apiedge;

import muster.testbed.SharedModule;
import org.junit.jupiter.api.Test;

/** That the rules can fail is shown where they stand, in the test bed. */
class ArchitectureTest {
  private static final String CONTRACTS = "muster.contracts..";

  /** notification-service has no Spring: what it uses must do without. */
  @Test
  void frameworksLieBeneathTheRootEachByItselfAndItKnowsNoService() {
    SharedModule.of("muster.apiedge", CONTRACTS)
        .with(
            "json",
            CONTRACTS,
            "muster.apiedge",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation")
        .with("request", CONTRACTS)
        .with("netty", CONTRACTS, "muster.apiedge.request", "io.netty..")
        .with("token", CONTRACTS, "com.nimbusds..", "org.slf4j")
        .with("log", "ch.qos.logback..")
        .with("metrics", "muster.apiedge.request", "io.micrometer.core..", "org.slf4j")
        .check();
  }
}
