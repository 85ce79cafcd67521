package muster.benchmarks.race;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dispatcher's and the members' calls to dispatch-service; what is refused ends the run. */
final class DispatchCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client;
  private final URI dispatch;
  private final String dispatcher;

  DispatchCalls(HttpClient client, URI dispatch, String dispatcherToken) {
    this.client = client;
    this.dispatch = dispatch;
    this.dispatcher = dispatcherToken;
  }

  /** How many teams an alert would call. */
  int countPicks() throws IOException, InterruptedException {
    Map<String, Object> alert = alert();
    alert.put("teamsNeeded", 2);
    return post("/api/alerts/preview", dispatcher, alert).required("picks").size();
  }

  JsonNode issue(Need need) throws IOException, InterruptedException {
    Map<String, Object> alert = alert();
    alert.put(need.field(), need.number());
    return post("/api/alerts?tasks=true", dispatcher, alert);
  }

  /** In their order. */
  List<JsonNode> timeline(String alertId) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/alerts/" + alertId + "/timeline?limit=1000", dispatcher).GET().build();
    return answer(request).required("items").valueStream().toList();
  }

  void cancel(String alertId) throws IOException, InterruptedException {
    var _ =
        post("/api/alerts/" + alertId + "/cancellation", dispatcher, Map.of("reason", "A race."));
  }

  /**
   * @param action as in the path of a task
   */
  void answer(String taskId, String action, String token) throws IOException, InterruptedException {
    var _ = post("/api/tasks/" + taskId + "/" + action, token, null);
  }

  private static Map<String, Object> alert() {
    Map<String, Object> alert = new HashMap<>();
    alert.put("category", "THEFT");
    alert.put("severity", "MODERATE");
    alert.put("headline", "电动自行车被盗");
    alert.put(
        "location",
        Map.of("latitude", FiveTeams.PLACE.latitude(), "longitude", FiveTeams.PLACE.longitude()));
    alert.put("jurisdiction", FiveTeams.JURISDICTION.value());
    return alert;
  }

  private JsonNode post(String path, String token, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path, token).header("Idempotency-Key", UUID.randomUUID().toString());
    return answer(
        body == null
            ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(dispatch.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s: %d %s".formatted(request.uri(), answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }
}
