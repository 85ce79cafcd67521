package muster.demo.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of one person, over HTTP. Any answer but a success breaks the story. */
record Api(HttpClient client, String token) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int SUCCESS = 2;

  /** The account that the token speaks for. */
  String subject() {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JSON.readTree(claims).path("sub").asString("");
  }

  JsonNode get(URI service, String path) {
    return send(request(service, path).GET());
  }

  /**
   * @param headers names and values in turn
   */
  JsonNode post(URI service, String path, Map<String, ?> body, String... headers) {
    HttpRequest.Builder request =
        request(service, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String what = request.method() + " " + request.uri();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != SUCCESS) {
        throw new StoryBroken(what + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new StoryBroken(what + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken(what + ": interrupted");
    }
  }
}
