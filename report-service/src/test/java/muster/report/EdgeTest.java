package muster.report;

import muster.testbed.EdgeTrials;
import muster.testbed.OnRealServers;
import muster.testbed.TokenTrials;
import org.junit.jupiter.api.Test;

/** What the web server takes, and whose tokens, is the same in all services. */
@OnRealServers
class EdgeTest {
  private final RunningService service = RunningService.get();

  @Test
  void theWebServerStandsWhateverIsSentToIt() {
    new EdgeTrials(service.http.base().getPort(), service.officer(), "/api/reports", "/api/reports")
        .all();
  }

  @Test
  void tokensCountAsInAllServices() throws Exception {
    new TokenTrials(service.http, service.issuer, "/api/reports", "officer", "3203").all();
  }
}
