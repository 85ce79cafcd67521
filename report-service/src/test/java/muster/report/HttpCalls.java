package muster.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP, as any client would do it. */
final class HttpCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  HttpCalls(String base) {
    this.base = base;
  }

  /** An answer; its body is a missing node when it is not JSON. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {
    String text(String field) {
      return body.path(field).asString("");
    }

    List<String> problemFields() {
      return body.path("errors").valueStream().map(e -> e.path("field").asString()).toList();
    }

    boolean isProblem() {
      return headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }
  }

  Answer get(String path, @Nullable String token) {
    return send(request(path, token).GET());
  }

  Answer post(String path, @Nullable String token, String json, String... headers) {
    var request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  Answer postAs(String contentType, String path, @Nullable String token, String body) {
    return send(
        request(path, token)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          answer.statusCode(),
          answer.headers(),
          type.contains("json") ? JSON.readTree(answer.body()) : JSON.missingNode());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
