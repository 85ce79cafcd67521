package muster.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens of the Keycloak that {@code docker-compose.yml} runs. Nobody gets one without a password
 * there: demo accounts sign in with the one that the realm's file gives them, and a volunteer who
 * has no account yet is given one first, as somebody who runs Keycloak would do it.
 */
public final class KeycloakClient {
  private static final String CLIENT = "muster-demo";
  private static final String PASSWORD = "muster-demo";
  private static final String WHOLE_CITY = "3203";
  private static final Map<String, String> USERNAMES_OF_ROLES =
      Map.of(
          "dispatcher", "zhang.dispatcher",
          "operator", "li.operator",
          "officer", "wang.officer",
          "captain", "chen.captain",
          "volunteer", "zhao.volunteer",
          "reporter", "liu.reporter");
  private static final Map<String, String> USERNAMES_OF_SUBJECTS =
      Map.of("v-000001", "chen.captain", "v-000002", "zhao.volunteer");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  // Signing in costs Keycloak a hash that is meant to be slow.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CREATED = 201;
  private static final int EXISTS = 409;
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final URI realm;
  private final String secret;
  private @Nullable String ownToken;

  /**
   * @param realm such as {@code http://localhost:9000/realms/muster}, without a slash at the end
   * @param secret of the client {@value #CLIENT}
   */
  public KeycloakClient(URI realm, String secret) {
    this.realm = realm;
    this.secret = secret;
  }

  /**
   * For a role, a demo account or the subject of a volunteer.
   *
   * @throws IdentityClient.Refused for other roles or another jurisdiction than the account has:
   *     Keycloak's tokens tell what it knows
   */
  public String token(String who, @Nullable Set<String> roles, @Nullable String jurisdiction) {
    if (roles != null || jurisdiction != null) {
      throw new IdentityClient.Refused(
          who, 400, "Keycloak gives an account's own roles and jurisdiction; change them there");
    }
    String username =
        USERNAMES_OF_ROLES.getOrDefault(who, USERNAMES_OF_SUBJECTS.getOrDefault(who, who));
    if (!USERNAMES_OF_ROLES.containsValue(username)) {
      ensureVolunteer(username);
    }
    return ask(who, Map.of("grant_type", "password", "username", username, "password", PASSWORD));
  }

  private void ensureVolunteer(String subject) {
    Map<String, Object> account =
        Map.of(
            "username", subject,
            "enabled", true,
            "attributes",
                Map.of(
                    "subject", List.of(subject),
                    "displayName", List.of(subject),
                    "jurisdiction", List.of(WHOLE_CITY)),
            "groups", List.of("/volunteers"),
            "credentials",
                List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)));
    URI users = URI.create(realm.toString().replaceFirst("/realms/", "/admin/realms/") + "/users");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(users)
                .header("Authorization", "Bearer " + ownToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(account))));
    if (answer.statusCode() != CREATED && answer.statusCode() != EXISTS) {
      throw new IdentityClient.Refused(subject, answer.statusCode(), answer.body());
    }
  }

  /** Good for an hour, which is longer than anybody who asks here lives. */
  private synchronized String ownToken() {
    String token = ownToken;
    if (token == null) {
      token = ask(CLIENT, Map.of("grant_type", "client_credentials"));
      ownToken = token;
    }
    return token;
  }

  private String ask(String who, Map<String, String> grant) {
    Map<String, String> form = new TreeMap<>(grant);
    form.put("client_id", CLIENT);
    form.put("client_secret", secret);
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() != 200) {
      throw new IdentityClient.Refused(who, answer.statusCode(), answer.body());
    }
    return JSON.readTree(answer.body()).required("access_token").asString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IdentityClient.Unreachable(realm, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
