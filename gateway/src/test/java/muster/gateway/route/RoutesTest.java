package muster.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import muster.gateway.route.Route.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "/api/alerts, DISPATCH, USUAL",
    "/api/alerts/417/deliveries, NOTIFICATION, USUAL",
    "/api/alerts/417/deliveries/1, DISPATCH, USUAL",
    "/api/alerts/deliveries, DISPATCH, USUAL",
    "/api/stream/me, NOTIFICATION, STREAM",
    "/api/stream/events, NOTIFICATION, STREAM",
    "/api/teams/import, VOLUNTEER, IMPORT",
    "/api/jurisdictions/import, VOLUNTEER, IMPORT",
    "/api/dead-letters/report/import, REPORT, USUAL",
    "/api/search/reports, REPORT, USUAL"
  })
  void theFirstRuleThatFitsCounts(String path, Service service, Patience patience) {
    assertThat(Routes.find(path)).hasValue(new Route(service, patience));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/api", "/api/", "/apix/alerts", "/api/alertsx", "/api/search", "/api/search/alerts/x",
        "/api/dead-letters", "/api/dead-letters/", "/api/dead-letters/gateway", "/alerts", "api/alerts"
      })
  void whatNobodyHasIsNobodys(String path) {
    assertThat(Routes.find(path)).isEmpty();
  }

  @Test
  void everyServiceHasItsNameOnTheWire() {
    for (Service service : Service.values()) {
      assertThat(Service.findByWireName(service.wireName())).hasValue(service);
      assertThat(Routes.find("/api/dead-letters/" + service.wireName())).isPresent();
    }
  }
}
