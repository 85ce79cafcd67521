package muster.localstack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An OIDC issuer for the tests of one service: a discovery document and keys that a resource server
 * reads over HTTP like those of any issuer, and signed tokens for any account, good and bad.
 */
public final class TokenIssuer implements AutoCloseable {
  /** What every token of Muster is meant for. */
  public static final String AUDIENCE = "muster";

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final int KEY_BITS = 2048;

  /** Making a key takes a second of work: one is enough for all strangers. */
  private static final RSAKey STRANGER = newKey();

  private final AtomicInteger keysRead = new AtomicInteger();
  private volatile Duration keysPause = Duration.ZERO;
  private final HttpServer server;
  private final RSAKey key;
  private final String issuer;

  private TokenIssuer(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
    this.issuer = "http://localhost:" + server.getAddress().getPort();
  }

  /** On a free port. */
  public static TokenIssuer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TokenIssuer issuer = new TokenIssuer(server, newKey());
      issuer.serve("/.well-known/openid-configuration", issuer.discovery());
      issuer.serve("/.well-known/oauth-authorization-server", issuer.discovery());
      issuer.serveKeys();
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of {@code MUSTER_ISSUER}. */
  public String issuer() {
    return issuer;
  }

  /** A good token for an hour. */
  public String token(String subject, Set<String> roles, String jurisdiction) {
    return sign(claims(subject, roles, jurisdiction, Instant.now()).build(), key);
  }

  /** As good as any, two hours ago. */
  public String expiredToken(String subject, Set<String> roles, String jurisdiction) {
    return sign(
        claims(subject, roles, jurisdiction, Instant.now().minus(LIFETIME.multipliedBy(2))).build(),
        key);
  }

  /** Meant for another system of the same issuer. */
  public String tokenForAnotherAudience(String subject, Set<String> roles, String jurisdiction) {
    return sign(
        claims(subject, roles, jurisdiction, Instant.now()).audience("another-system").build(),
        key);
  }

  /** Says it is from here, with a signature of somebody else's key. */
  public String forgedToken(String subject, Set<String> roles, String jurisdiction) {
    RSAKey stranger = new RSAKey.Builder(newKey()).keyID(key.getKeyID()).build();
    return sign(claims(subject, roles, jurisdiction, Instant.now()).build(), stranger);
  }

  /** Signed with the right key, but naming another issuer. */
  public String tokenOfAnotherIssuer(String subject, Set<String> roles, String jurisdiction) {
    return sign(
        claims(subject, roles, jurisdiction, Instant.now()).issuer("http://localhost:1").build(),
        key);
  }

  /** A good token whose claims are exactly the given ones beside issuer, audience and times. */
  public String tokenWithClaims(Map<String, Object> claims) {
    JWTClaimsSet.Builder builder = frame(Instant.now());
    claims.forEach(builder::claim);
    return sign(builder.build(), key);
  }

  /** As good as any but for its header, which names this type. */
  public String tokenOfType(String type, String subject, Set<String> roles, String jurisdiction) {
    return sign(
        claims(subject, roles, jurisdiction, Instant.now()).build(), key, new JOSEObjectType(type));
  }

  /** Signed with a key of its own, whose name the issuer never heard of. */
  public String tokenOfUnknownKey(String subject, Set<String> roles, String jurisdiction) {
    RSAKey stranger = new RSAKey.Builder(STRANGER).keyID("unknown-" + UUID.randomUUID()).build();
    return sign(claims(subject, roles, jurisdiction, Instant.now()).build(), stranger);
  }

  /** Ended so long ago. */
  public String tokenThatEnded(
      Duration ago, String subject, Set<String> roles, String jurisdiction) {
    return sign(
        claims(subject, roles, jurisdiction, Instant.now().minus(LIFETIME).minus(ago)).build(),
        key);
  }

  /** One more address of it, such as the one where codes are redeemed. */
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** How often somebody has read the keys. */
  public int keysRead() {
    return keysRead.get();
  }

  /** From now on reading the keys takes this long. */
  public void answerKeysAfter(Duration pause) {
    keysPause = pause;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private JWTClaimsSet.Builder frame(Instant issuedAt) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(AUDIENCE)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(issuedAt))
        .notBeforeTime(Date.from(issuedAt))
        .expirationTime(Date.from(issuedAt.plus(LIFETIME)));
  }

  private JWTClaimsSet.Builder claims(
      String subject, Set<String> roles, String jurisdiction, Instant issuedAt) {
    return frame(issuedAt)
        .subject(subject)
        .claim("name", subject)
        .claim("roles", List.copyOf(new TreeSet<>(roles)))
        .claim("jurisdiction", jurisdiction);
  }

  private static String sign(JWTClaimsSet claims, RSAKey key) {
    return sign(claims, key, JOSEObjectType.JWT);
  }

  private static String sign(JWTClaimsSet claims, RSAKey key, JOSEObjectType type) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer,
        "jwks_uri",
        issuer + "/oauth2/jwks",
        "authorization_endpoint",
        issuer + "/oauth2/authorize",
        "token_endpoint",
        issuer + "/oauth2/token",
        "end_session_endpoint",
        issuer + "/connect/logout",
        "response_types_supported",
        List.of("code"),
        "subject_types_supported",
        List.of("public"),
        "id_token_signing_alg_values_supported",
        List.of("RS256"));
  }

  private void serve(String path, Map<String, Object> document) {
    byte[] body = JSONObjectUtils.toJSONString(document).getBytes(StandardCharsets.UTF_8);
    server.createContext(path, exchange -> answer(exchange, body));
  }

  private void serveKeys() {
    byte[] body =
        JSONObjectUtils.toJSONString(new JWKSet(key.toPublicJWK()).toJSONObject())
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/oauth2/jwks",
        exchange -> {
          keysRead.incrementAndGet();
          LockSupport.parkNanos(keysPause.toNanos());
          answer(exchange, body);
        });
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
