package muster.apiedge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.net.URI;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import muster.contracts.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Which access tokens count, the same in all services: signed by a key of the issuer (never with a
 * shared secret), of the type {@code JWT}, {@code at+jwt} or none, from this issuer, for this
 * audience, with an end that has not passed and a subject. {@code roles} may be left out; where
 * they stand they are texts.
 *
 * <p>Blocks nobody: the issuer is asked by a thread of the executor, and a token whose key is known
 * does not wait for that.
 */
public final class TokenCheck {
  /** By which the issuer's clock and ours may differ. */
  public static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  /** Signatures that a public key can verify. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          null);

  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final DefaultJWTClaimsVerifier<SecurityContext> rules;
  private final IssuerKeys keys;

  /** Verifying a signature is most of the work of a check, and a token comes many times. */
  private final VerifiedSignatures verified = new VerifiedSignatures();

  /**
   * @param issuer the OIDC issuer, exactly as its tokens name it
   * @param audience that tokens must be meant for
   * @param lookUps for reading the issuer's keys, which blocks for seconds at worst
   */
  public TokenCheck(URI issuer, String audience, Executor lookUps) {
    this.keys = new IssuerKeys(issuer, lookUps);
    this.rules =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
            Set.of("sub", "exp"));
    rules.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
  }

  /**
   * The token, once it is known to be good. Fails with {@link BadTokenException} or {@link
   * IssuerUnavailableException}, never with another exception that the token's text can cause.
   */
  public CompletionStage<SignedJWT> check(String token) {
    SignedJWT parsed;
    JWKSelector selector;
    try {
      parsed = read(token);
      selector = new JWKSelector(matcher(parsed.getHeader()));
    } catch (BadTokenException e) {
      return CompletableFuture.failedStage(e);
    }
    return keys.select(selector)
        .thenApply(
            candidates -> {
              if (!isSignedByOneOf(candidates, parsed, token)) {
                throw new BadTokenException("no key of the issuer has signed it");
              }
              return parsed;
            });
  }

  /** All that can be said without a key, so that what can't be good asks nobody. */
  private SignedJWT read(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      if (!ALGORITHMS.contains(parsed.getHeader().getAlgorithm())) {
        throw new BadTokenException("its algorithm is not taken");
      }
      TYPES.verify(parsed.getHeader().getType(), null);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      rules.verify(claims, null);
      if (claims.getSubject() == null || claims.getSubject().isBlank()) {
        throw new BadTokenException("it has no subject");
      }
      if (!areTexts(claims.getClaim(Caller.ROLES_CLAIM))) {
        throw new BadTokenException("its roles are no texts");
      }
      return parsed;
    } catch (BadTokenException e) {
      throw e;
    } catch (ParseException | BadJOSEException | RuntimeException e) {
      // The library throws unchecked exceptions at some malformed ones.
      throw new BadTokenException("it can't be read, or a claim is missing or wrong");
    }
  }

  private static boolean areTexts(@Nullable Object roles) {
    return roles == null
        || (roles instanceof Collection<?> all && all.stream().allMatch(String.class::isInstance));
  }

  private static JWKMatcher matcher(JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    if (matcher == null) {
      throw new BadTokenException("its algorithm is not taken");
    }
    return matcher;
  }

  private boolean isSignedByOneOf(List<JWK> candidates, SignedJWT token, String text) {
    for (Key key : KeyConverter.toJavaKeys(candidates)) {
      try {
        if (key instanceof PublicKey known) {
          if (verified.contains(text, known)) {
            return true;
          }
          if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) {
            verified.add(text, known);
            return true;
          }
        }
      } catch (JOSEException | RuntimeException unfit) {
        continue; // a key that this algorithm can't use, or a signature of another length
      }
    }
    return false;
  }
}
