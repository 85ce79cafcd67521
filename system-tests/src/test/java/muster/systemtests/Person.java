package muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the API, with a token or, for those who should be refused, without. */
record Person(String account, @Nullable String token) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** An answer, whatever its status. */
  record Answer(String call, int status, String body, String contentType) {
    JsonNode json() {
      return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
    }

    Answer expect(int expected) {
      Assertions.assertThat(status).as("%s -> %s", call, body).isEqualTo(expected);
      return this;
    }
  }

  Answer get(String address) {
    return send(request(address).GET());
  }

  Answer post(String address, Map<String, ?> body) {
    return post(address, "application/json", JSON.writeValueAsString(body));
  }

  Answer post(String address, String contentType, String body) {
    return send(
        request(address)
            .header("Content-Type", contentType)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body)));
  }

  Answer put(String address, Map<String, ?> body) {
    return send("PUT", address, body);
  }

  Answer delete(String address) {
    return send(request(address).DELETE());
  }

  Answer patch(String address, Map<String, ?> body) {
    return patch(address, JSON.writeValueAsString(body));
  }

  Answer patch(String address, String json) {
    return send(
        request(address)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private Answer send(String method, String address, Map<String, ?> body) {
    return send(
        request(address)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          request.method() + " " + request.uri(),
          answer.statusCode(),
          answer.body(),
          answer.headers().firstValue("Content-Type").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
