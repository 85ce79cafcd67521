package muster.demo.exercise;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import muster.demo.story.DemoTargets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who is signed in: asks for a token when one is needed, and for the next one before it
 * runs out. Thread-safe.
 */
final class Account {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Longer than any request takes. */
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(2);

  private final HttpClient client;
  private final DemoTargets.Tokens issuer;
  private final Clock clock;
  private final String name;
  private final @Nullable Set<String> roles;
  private final @Nullable String jurisdiction;
  private @Nullable Token token;

  /**
   * @param roles null for those that the identity provider knows
   * @param jurisdiction likewise
   */
  Account(
      HttpClient client,
      DemoTargets.Tokens issuer,
      Clock clock,
      String name,
      @Nullable Set<String> roles,
      @Nullable String jurisdiction) {
    this.client = client;
    this.issuer = issuer;
    this.clock = clock;
    this.name = name;
    this.roles = roles;
    this.jurisdiction = jurisdiction;
  }

  private record Token(String value, Instant until) {}

  /** An answer, whatever it is. Who calls on a phone has to live with a refusal. */
  record Reply(int status, JsonNode body) {
    boolean isDone() {
      return status >= 200 && status < 300;
    }

    /** The services may be restarting: later it may go. */
    boolean isWorthRepeating() {
      return status == 429 || status >= 500;
    }
  }

  String name() {
    return name;
  }

  /** One that is good for a while yet. */
  synchronized String token() {
    Token held = token;
    if (held == null || clock.instant().plus(RENEWED_BEFORE).isAfter(held.until())) {
      String value = issuer.token(name, roles, jurisdiction);
      held = new Token(value, Instant.ofEpochSecond(claims(value).path("exp").asLong()));
      token = held;
    }
    return held.value();
  }

  /** What the services know the account by. */
  String subject() {
    return claims(token()).path("sub").asString("");
  }

  private static JsonNode claims(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JSON.readTree(new String(claims, StandardCharsets.UTF_8));
  }

  Reply get(URI service, String path) throws IOException, InterruptedException {
    return send(request(service, path).GET());
  }

  /**
   * @param headers names and values in turn
   */
  Reply post(URI service, String path, Map<String, ?> body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(service, path).POST(json(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Reply put(URI service, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(request(service, path).PUT(json(body)));
  }

  private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token());
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(answer.statusCode(), read(answer));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    return json && !answer.body().isEmpty() ? JSON.readTree(answer.body()) : JSON.missingNode();
  }
}
