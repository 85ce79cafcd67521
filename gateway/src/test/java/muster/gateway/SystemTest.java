package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnRealServers
class SystemTest {
  private final RunningGateway gateway = RunningGateway.get();

  private static JsonNode service(Answer answer, String name) {
    return answer
        .json()
        .path("services")
        .valueStream()
        .filter(service -> service.path("service").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode figure(JsonNode service, String name) {
    return service
        .path("figures")
        .valueStream()
        .filter(figure -> figure.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void figuresAreTheServicesOwnWithUnitAndLimit() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Answer answer = gateway.http.get("/api/system", gateway.token("system", "operator"));
              assertThat(answer.status()).isEqualTo(200);
              JsonNode dispatch = service(answer, "dispatch");
              assertThat(dispatch.path("status").asString()).isEqualTo("up");
              JsonNode age = figure(dispatch, "outbox-oldest-age");
              assertThat(age.path("value").asDouble()).isEqualTo(0.25);
              assertThat(age.path("unit").asString()).isEqualTo("s");
              assertThat(age.path("limit").asDouble()).isEqualTo(5.0);
              assertThat(figure(dispatch, "behind-records").path("value").asDouble())
                  .as("of the reader that is farthest behind")
                  .isEqualTo(7.0);
              assertThat(figure(dispatch, "dead-letters").path("value").asDouble())
                  .as("of all topics")
                  .isEqualTo(3.0);
              assertThat(figure(service(answer, "notification"), "streams").path("value").asInt())
                  .isEqualTo(4);
              assertThat(answer.json().path("gateway").path("streams").isNumber()).isTrue();
            });
  }

  @Test
  void aDispatcherMayLookBySessionAndAVolunteerMayNot() {
    Browser dispatcher = gateway.signedIn("system-dispatcher", "dispatcher");
    Browser volunteer = gateway.signedIn("system-volunteer", "volunteer");

    assertThat(dispatcher.get("/api/system").status()).isEqualTo(200);
    assertThat(volunteer.get("/api/system").status()).isEqualTo(403);
    assertThat(gateway.browser().get("/api/system").status()).isEqualTo(401);
  }

  @Test
  void aServiceThatDoesNotAnswerIsAwaySinceThen() {
    int port = FreePorts.next();
    try (SampleService report = new SampleService("report");
        var _ =
            gateway.start(
                port,
                Map.of(
                    "MUSTER_REPORT_URL",
                    report.url().toString(),
                    "muster.gateway.gather-every",
                    "200ms"))) {
      HttpApi http = new HttpApi(port);
      String token = gateway.token("system", "operator");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  service(http.get("/api/system", token), "report")
                      .path("status")
                      .asString()
                      .equals("up"));
      Instant before = Instant.now();
      report.close();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  service(http.get("/api/system", token), "report")
                      .path("status")
                      .asString()
                      .equals("away"));
      JsonNode away = service(http.get("/api/system", token), "report");
      Instant since = Instant.parse(away.path("since").asString());
      assertThat(since).isAfter(before);
      assertThat(away.path("figures").isEmpty()).isTrue();
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      assertThat(
              Instant.parse(
                  service(http.get("/api/system", token), "report").path("since").asString()))
          .isEqualTo(since);
    }
  }
}
