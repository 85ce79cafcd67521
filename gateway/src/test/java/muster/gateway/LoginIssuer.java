package muster.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import muster.localstack.TokenIssuer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer at which people sign in, whose tokens live as long as a test says and which goes away
 * and comes back. It is strict where a gateway could be careless: one use of each code, the proof
 * key, the client's secret, the exact address of return.
 */
final class LoginIssuer implements AutoCloseable {
  static final String SECRET = "what-only-the-gateway-knows";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TokenIssuer tokens = TokenIssuer.start();
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Person> refreshTokens = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> renewals = new ConcurrentHashMap<>();
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile Duration pause = Duration.ZERO;
  private volatile boolean away;

  /** Who signs in. */
  record Person(String subject, Set<String> roles, String jurisdiction) {
    static Person of(String subject, String role, String jurisdiction) {
      return new Person(subject, Set.of(role), jurisdiction);
    }
  }

  private record Code(Person person, String challenge, String nonce, String redirect) {}

  LoginIssuer() {
    tokens.serve("/oauth2/authorize", this::authorize);
    tokens.serve("/oauth2/token", this::token);
  }

  TokenIssuer tokens() {
    return tokens;
  }

  String address() {
    return tokens.issuer();
  }

  /** Access tokens from now on. */
  void tokensLive(Duration time) {
    lifetime = time;
  }

  /** Answering for tokens takes so long from now on. */
  void answersAfter(Duration time) {
    pause = time;
  }

  /** From now on nobody gets an answer, and then again. */
  void isAway(boolean gone) {
    away = gone;
  }

  int renewalsOf(String subject) {
    return renewals.computeIfAbsent(subject, any -> new AtomicInteger()).get();
  }

  /** The issuer knows the account's sessions no more. */
  void forget(String subject) {
    refreshTokens.values().removeIf(person -> person.subject().equals(subject));
  }

  @Override
  public void close() {
    tokens.close();
  }

  /** The person is named by the address, instead of typing a name and a password. */
  private void authorize(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        return;
      }
      Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
      String[] who = asked.getOrDefault("as", "somebody,volunteer,3203").split(",");
      String redirect = asked.getOrDefault("redirect_uri", "");
      String code = UUID.randomUUID().toString();
      codes.put(
          code,
          new Code(
              Person.of(who[0], who[1], who[2]),
              asked.getOrDefault("code_challenge", ""),
              asked.getOrDefault("nonce", ""),
              redirect));
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              redirect + "?code=" + code + "&state=" + encode(asked.getOrDefault("state", "")));
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> asked =
          parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      LockSupport.parkNanos(pause.toNanos());
      if (away) {
        return;
      }
      String basic =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(("muster-gateway:" + SECRET).getBytes(StandardCharsets.UTF_8));
      if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, Map.of("error", "invalid_client"));
      } else if ("refresh_token".equals(asked.get("grant_type"))) {
        renew(exchange, asked.getOrDefault("refresh_token", ""));
      } else {
        redeem(exchange, asked);
      }
    }
  }

  private void redeem(HttpExchange exchange, Map<String, String> asked) throws IOException {
    Code code = codes.remove(asked.getOrDefault("code", ""));
    if (code == null
        || !code.challenge().equals(challenge(asked.getOrDefault("code_verifier", "")))
        || !code.redirect().equals(asked.get("redirect_uri"))) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
    } else {
      answer(exchange, 200, given(code.person(), code.nonce()));
    }
  }

  /** Each refresh token is good once, as at issuers that take it seriously. */
  private void renew(HttpExchange exchange, String refreshToken) throws IOException {
    Person person = refreshTokens.remove(refreshToken);
    if (person == null) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
    } else {
      renewals.computeIfAbsent(person.subject(), any -> new AtomicInteger()).incrementAndGet();
      answer(exchange, 200, given(person, ""));
    }
  }

  private Map<String, Object> given(Person person, String nonce) {
    String refreshToken = UUID.randomUUID().toString();
    refreshTokens.put(refreshToken, person);
    Instant end = Instant.now().plus(lifetime);
    Map<String, Object> access = new HashMap<>();
    access.put("sub", person.subject());
    access.put("name", "Name of " + person.subject());
    access.put("roles", List.copyOf(new TreeSet<>(person.roles())));
    access.put("jurisdiction", person.jurisdiction());
    access.put("exp", Date.from(end));
    Map<String, Object> identity = new HashMap<>();
    identity.put("sub", person.subject());
    identity.put("aud", "muster-gateway");
    identity.put("nonce", nonce);
    return new TreeMap<>(
        Map.of(
            "access_token",
            tokens.tokenWithClaims(access),
            "id_token",
            tokens.tokenWithClaims(identity),
            "refresh_token",
            refreshToken,
            "token_type",
            "Bearer",
            "scope",
            "openid profile",
            "expires_in",
            lifetime.toSeconds()));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] json = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
