package muster.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.localstack.TokenIssuer;

/**
 * Which tokens every service takes, and what it asks the issuer for.
 *
 * @param issuer of the service
 * @param path that a GET of somebody with the role and jurisdiction answers with 200
 */
public record TokenTrials(
    HttpApi http, TokenIssuer issuer, String path, String role, String jurisdiction) {
  private static final int STORM = 200;

  /** Beyond the one look-up per five seconds that a storm may cause. */
  private static final int LOOK_UPS = 3;

  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  /** One after the other. */
  public void all() throws Exception {
    takesGoodTokensOfEveryType();
    refusesTokensThatDoNotCount();
    bearsAStormOfUnknownKeys();
  }

  private String good() {
    return issuer.token("somebody", Set.of(role), jurisdiction);
  }

  private void isTaken(String why, String token) {
    assertEquals(200, http.get(path, token).status(), why);
  }

  private void isRefused(String why, String token) {
    HttpApi.Answer answer = http.get(path, token);
    assertEquals(401, answer.status(), () -> why + ": " + answer);
    assertEquals("/problems/unauthorized", answer.text("type"), why);
    assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"), why);
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "somebody");
    claims.put("roles", List.of(role));
    claims.put("jurisdiction", jurisdiction);
    return claims;
  }

  private String with(String claim, Object value) {
    Map<String, Object> claims = claims();
    claims.put(claim, value);
    return issuer.tokenWithClaims(claims);
  }

  /** Null takes the claim out. */
  private String without(String claim) {
    Map<String, Object> claims = claims();
    claims.put(claim, null);
    return issuer.tokenWithClaims(claims);
  }

  public void takesGoodTokensOfEveryType() {
    isTaken("plain", good());
    isTaken("JWT", issuer.tokenOfType("JWT", "somebody", Set.of(role), jurisdiction));
    isTaken("at+jwt", issuer.tokenOfType("at+jwt", "somebody", Set.of(role), jurisdiction));
    isTaken("AT+JWT", issuer.tokenOfType("AT+JWT", "somebody", Set.of(role), jurisdiction));
    isTaken("two audiences", with("aud", List.of("another-system", TokenIssuer.AUDIENCE)));
    isTaken("a role that nobody knows", with("roles", List.of(role, "gardener")));
    isTaken(
        "within the skew",
        issuer.tokenThatEnded(Duration.ofSeconds(20), "somebody", Set.of(role), jurisdiction));
  }

  public void refusesTokensThatDoNotCount() {
    Set<String> roles = Set.of(role);
    isRefused("of another type", issuer.tokenOfType("logout+jwt", "somebody", roles, jurisdiction));
    isRefused(
        "ended", issuer.tokenThatEnded(Duration.ofSeconds(90), "somebody", roles, jurisdiction));
    isRefused("of another issuer", issuer.tokenOfAnotherIssuer("somebody", roles, jurisdiction));
    isRefused("for others", issuer.tokenForAnotherAudience("somebody", roles, jurisdiction));
    isRefused("forged", issuer.forgedToken("somebody", roles, jurisdiction));
    isRefused("no end", without("exp"));
    isRefused("no subject", without("sub"));
    isRefused("an empty subject", with("sub", ""));
    isRefused("a blank subject", with("sub", "  "));
    isRefused("not yet", with("nbf", Instant.now().plusSeconds(600).getEpochSecond()));
    isRefused("roles with null", with("roles", Arrays.asList(role, null)));
    isRefused("roles of nulls", with("roles", Collections.singletonList(null)));
    isRefused("roles of numbers", with("roles", List.of(1, 2)));
    isRefused("roles of objects", with("roles", List.of(Map.of("name", role))));
    isRefused("a role that is no list", with("roles", role));
    for (String nonsense :
        List.of(
            "x",
            "a.b.c",
            "..",
            good() + "x",
            good().substring(0, 40),
            "eyJhbGciOiJub25lIn0.e30.")) {
      isRefused("nonsense", nonsense);
    }
  }

  /** Neither is the issuer asked for each, nor does a good token wait for it. */
  public void bearsAStormOfUnknownKeys() throws Exception {
    isTaken("before", good());
    List<String> storm = new ArrayList<>();
    for (int i = 0; i < STORM; i++) {
      storm.add(issuer.tokenOfUnknownKey("somebody", Set.of(role), jurisdiction));
    }
    int read = issuer.keysRead();
    long begun = System.nanoTime();
    issuer.answerKeysAfter(Duration.ofMillis(1_500));
    try (var clients = Executors.newFixedThreadPool(20)) {
      List<Callable<Integer>> requests = new ArrayList<>();
      storm.forEach(token -> requests.add(() -> http.get(path, token).status()));
      List<Future<Integer>> answers = new ArrayList<>();
      requests.forEach(request -> answers.add(clients.submit(request)));
      for (int i = 0; i < 10; i++) {
        long asked = System.nanoTime();
        isTaken("meanwhile", good());
        assertTrue(
            System.nanoTime() - asked < AT_ONCE.toNanos(), "a good token waits for bad ones");
      }
      for (Future<Integer> answer : answers) {
        assertEquals(401, answer.get());
      }
    } finally {
      issuer.answerKeysAfter(Duration.ZERO);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    int allowed = (int) (LOOK_UPS + seconds / 5);
    assertTrue(
        issuer.keysRead() - read <= allowed,
        () -> "the issuer was asked " + (issuer.keysRead() - read) + " times");
  }
}
