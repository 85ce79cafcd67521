package muster.benchmarks.alertpath;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import tools.jackson.databind.json.JsonMapper;

/** A dispatcher's calls to dispatch-service. */
final class CommandCenter {
  static final String CATEGORY = "THEFT";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final HttpClient client;
  private final URI dispatch;
  private final String token;

  CommandCenter(HttpClient client, URI dispatch, String token) {
    this.client = client;
    this.dispatch = dispatch;
    this.token = token;
  }

  /** What was answered to an alert; read later, for reading takes time from what is measured. */
  record Answer(int status, String body) {
    boolean isCreated() {
      return status == CREATED;
    }

    String alertId() {
      return JSON.readTree(body).required("id").asString();
    }

    boolean callsFirst(String team) {
      return JSON.readTree(body)
          .required("tasks")
          .valueStream()
          .anyMatch(
              task ->
                  task.required("teamId").asString().equals(team)
                      && task.required("reason").required("rank").asInt() == 1);
    }
  }

  Answer issue(Place place) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "/api/alerts?tasks=true",
            alert(place.location(), place.jurisdiction()),
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    return new Answer(answer.statusCode(), answer.body());
  }

  /** False if it was refused. */
  boolean cancel(String alertId) throws IOException, InterruptedException {
    return post("/api/alerts/" + alertId + "/cancellation", Map.of("reason", "Measured."), Map.of())
            .statusCode()
        == OK;
  }

  /** The team that an alert there would call first. */
  Optional<String> findNearest(GeoPoint location, JurisdictionCode jurisdiction) {
    try {
      HttpResponse<String> answer =
          post("/api/alerts/preview", alert(location, jurisdiction), Map.of());
      if (answer.statusCode() != OK) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body())
          .required("picks")
          .valueStream()
          .findFirst()
          .map(pick -> pick.required("teamId").asString());
    } catch (IOException e) {
      throw new IllegalStateException("the preview failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Map<String, Object> alert(GeoPoint location, JurisdictionCode jurisdiction) {
    return Map.of(
        "category",
        CATEGORY,
        "severity",
        "MODERATE",
        "headline",
        "电动自行车被盗",
        "description",
        "黑色电动自行车,车牌尾号 37,向南骑行,骑车人穿深色外套",
        "location",
        Map.of("latitude", location.latitude(), "longitude", location.longitude(), "crs", "WGS84"),
        "address",
        "村口便利店门前",
        "jurisdiction",
        jurisdiction.value());
  }

  private HttpResponse<String> post(String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(dispatch.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
