package muster.dispatch;

import muster.testbed.EdgeTrials;
import muster.testbed.OnRealServers;
import muster.testbed.TokenTrials;
import org.junit.jupiter.api.Test;

/** What the web server takes, and whose tokens, is the same in all services. */
@OnRealServers
class EdgeTest {
  private final RunningDispatch service = RunningDispatch.shared();

  @Test
  void theWebServerStandsWhateverIsSentToIt() {
    new EdgeTrials(
            service.http().base().getPort(),
            service.token("dispatcher"),
            "/api/alerts",
            "/api/alerts/preview")
        .all();
  }

  @Test
  void tokensCountAsInAllServices() throws Exception {
    new TokenTrials(
            service.http(), service.neighbours.issuer(), "/api/alerts", "dispatcher", "3203")
        .all();
  }
}
