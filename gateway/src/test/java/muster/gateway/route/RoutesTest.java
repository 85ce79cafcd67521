package muster.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import muster.gateway.route.Route.Patience;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoutesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** So that none is forgotten here when a service gets one more. */
  @ParameterizedTest
  @EnumSource(Service.class)
  void everyPathThatAServiceDescribesIsItsOwn(Service service) throws IOException {
    Path description =
        ProjectFolder.find()
            .root()
            .resolve(service.wireName() + "-service/src/main/openapi/openapi.json");
    JsonNode paths = JSON.readTree(Files.readString(description)).required("paths");
    assertThat(paths.propertyNames())
        .isNotEmpty()
        .allSatisfy(
            path ->
                assertThat(Routes.find(path.replaceAll("[{}]", "")).map(Route::service))
                    .as(path)
                    .hasValue(service));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/alerts, DISPATCH, USUAL",
    "/api/alerts/417/deliveries, NOTIFICATION, USUAL",
    "/api/alerts/417/deliveries/1, DISPATCH, USUAL",
    "/api/alerts/deliveries, DISPATCH, USUAL",
    "/api/stream/me, NOTIFICATION, STREAM",
    "/api/desks/5f0c8a1e-6f0b-4a55-9d7e-2b1c6f3e9a10, NOTIFICATION, USUAL",
    "/api/map/base/x, DISPATCH, USUAL",
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
        "/",
        "/api",
        "/api/",
        "/apix/alerts",
        "/api/alertsx",
        "/api/search",
        "/api/map/base",
        "/api/search/alerts/x",
        "/api/dead-letters",
        "/api/dead-letters/",
        "/api/dead-letters/gateway",
        "/alerts",
        "api/alerts"
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
