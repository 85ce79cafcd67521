package muster.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

  /** The identity provider does not answer: most likely the stack is not running. */
  public static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final URI issuer;

    Unreachable(URI issuer, Throwable cause) {
      super("The identity provider at " + issuer + " does not answer", cause);
      this.issuer = issuer;
    }

    public URI issuer() {
      return issuer;
    }
  }

  /** It answers, with a problem. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String who;
    private final int status;
    private final String body;

    Refused(String who, int status, String body) {
      super(status + " " + body);
      this.who = who;
      this.status = status;
      this.body = body;
    }

    /** Whose token was asked for. */
    public String who() {
      return who;
    }

    public int status() {
      return status;
    }

    /** Of the answer, as it came. */
    public String body() {
      return body;
    }
  }

  /** For a demo account, a role or a subject; anybody unknown is a volunteer of the whole city. */
  public String token(String who) {
    return token(who, null, null);
  }

  /** As {@link #token(String)}; what is given replaces what the account has. */
  public String token(String who, @Nullable Set<String> roles, @Nullable String jurisdiction) {
    Map<String, Object> request = new TreeMap<>(Map.of("username", who));
    if (roles != null) {
      request.put("roles", new TreeSet<>(roles));
    }
    if (jurisdiction != null) {
      request.put("jurisdiction", jurisdiction);
    }
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(issuer + "/demo/tokens"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(call, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new Refused(who, answer.statusCode(), answer.body());
      }
      return JSON.readTree(answer.body()).required("access_token").asString();
    } catch (IOException e) {
      throw new Unreachable(issuer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
