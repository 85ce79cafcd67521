package muster.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the local stack's identity provider for tokens, by the way that only this one has: without a
 * password.
 */
public final class IdentityClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final URI issuer;

  public IdentityClient(URI issuer) {
    this.issuer = issuer;
  }

  /** For a demo user by account or role name; anybody else is a volunteer of the whole city. */
  public String token(String accountOrRole) {
    return ask(Map.of("username", accountOrRole));
  }

  /** For any account, whether the identity provider knows it or not. */
  public String token(String subject, Set<String> roles, String jurisdiction) {
    return ask(
        Map.of("username", subject, "roles", new TreeSet<>(roles), "jurisdiction", jurisdiction));
  }

  private String ask(Map<String, Object> request) {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(issuer + "/demo/tokens"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(call, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException(
            "No token for " + request + ": " + answer.statusCode() + " " + answer.body());
      }
      JsonNode token = JSON.readTree(answer.body()).required("access_token");
      return token.asString();
    } catch (IOException e) {
      throw new IllegalStateException("The identity provider at " + issuer + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
