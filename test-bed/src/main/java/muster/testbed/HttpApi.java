package muster.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's API as any client calls it. */
public final class HttpApi {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  public HttpApi(URI base) {
    this.base = base;
  }

  /** On this machine. */
  public HttpApi(int port) {
    this(URI.create("http://127.0.0.1:" + port));
  }

  public URI base() {
    return base;
  }

  /** What came back. */
  public record Answer(int status, String body, HttpHeaders headers) {
    /** A missing node when the body is no JSON by its own word. */
    public JsonNode json() {
      return header("Content-Type").contains("json") ? JSON.readTree(body) : JSON.missingNode();
    }

    /** Of a field of the JSON object; empty when it is not there. */
    public String text(String field) {
      return json().path(field).asString("");
    }

    /** Empty when it is not there. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public boolean isProblem() {
      return header("Content-Type").startsWith("application/problem+json");
    }

    /** Which fields a problem detail complains about. */
    public List<String> problemFields() {
      return json().path("errors").valueStream().map(e -> e.path("field").asString()).toList();
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  /** Headers, here as below, are name, value, name, value. */
  public Answer get(String path, @Nullable String token, String... headers) {
    return send("GET", path, token, null, pairs(headers));
  }

  public Answer delete(String path, @Nullable String token, String... headers) {
    return send("DELETE", path, token, null, pairs(headers));
  }

  public Answer put(String path, @Nullable String token, @Nullable String json, String... headers) {
    return send("PUT", path, token, json, pairs(headers));
  }

  public Answer patch(
      String path, @Nullable String token, @Nullable String json, String... headers) {
    return send("PATCH", path, token, json, pairs(headers));
  }

  public Answer post(
      String path, @Nullable String token, @Nullable String json, String... headers) {
    return send("POST", path, token, json, pairs(headers));
  }

  /** A body is JSON unless a header says otherwise. */
  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      Map<String, String> headers) {
    return sendBytes(
        method, path, token, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The same for a body that is no text, or one in another charset. */
  public Answer sendBytes(
      String method,
      String path,
      @Nullable String token,
      byte @Nullable [] body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an answer was waited for", e);
    }
  }

  private static Map<String, String> pairs(String... headers) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.put(headers[i], headers[i + 1]);
    }
    return pairs;
  }
}
