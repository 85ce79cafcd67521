package muster.notification.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.ReactiveSignatureConfiguration;
import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import muster.apiedge.ProblemException;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies signatures with the issuer's keys, which are found by its discovery document. The
 * document is read with the first token and not at the start, so the two may start in any order.
 */
public final class IssuerKeys implements ReactiveSignatureConfiguration<SignedJWT> {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int READ_TIMEOUT_MS = 2_000;
  private static final int SIZE_LIMIT = 64 * 1024;
  private static final long CACHED_MS = 300_000;
  private static final long REFRESH_TIMEOUT_MS = 5_000;

  /** Signatures that a public key can verify; never a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private final URI issuer;
  private final Scheduler scheduler;
  private final DefaultResourceRetriever retriever =
      new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, SIZE_LIMIT);
  private volatile @Nullable JWSVerificationKeySelector<SecurityContext> keys;

  /**
   * @param executor for look-ups at the issuer, which block
   */
  public IssuerKeys(AccessSettings settings, ExecutorService executor) {
    this.issuer = settings.issuer();
    this.scheduler = Schedulers.fromExecutorService(executor);
  }

  @Override
  public Publisher<Boolean> verify(SignedJWT token) {
    return Mono.fromCallable(() -> hasGoodSignature(token)).subscribeOn(scheduler);
  }

  private boolean hasGoodSignature(SignedJWT token) {
    try {
      for (Key key : keys().selectJWSKeys(token.getHeader(), null)) {
        if (token.verify(
            new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key))) {
          return true;
        }
      }
      return false;
    } catch (JWKSetUnavailableException e) {
      throw unavailable(e);
    } catch (KeySourceException e) {
      // Among others: an unknown key was asked for too often. That token is not known to be good.
      LOG.debug("No key for a token", e);
      return false;
    } catch (JOSEException e) {
      LOG.debug("A signature can't be verified", e);
      return false;
    }
  }

  private JWSVerificationKeySelector<SecurityContext> keys() {
    JWSVerificationKeySelector<SecurityContext> known = keys;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (keys == null) {
        keys = discover();
      }
      return keys;
    }
  }

  private JWSVerificationKeySelector<SecurityContext> discover() {
    String base = issuer.toString();
    URI document =
        URI.create((base.endsWith("/") ? base : base + "/") + ".well-known/openid-configuration");
    try {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(retriever.retrieveResource(document.toURL()).getContent());
      if (!base.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
        throw new ParseException("the document is of another issuer", 0);
      }
      String jwks = JSONObjectUtils.getString(metadata, "jwks_uri");
      if (jwks == null) {
        throw new ParseException("the document has no jwks_uri", 0);
      }
      JWKSource<SecurityContext> source =
          JWKSourceBuilder.create(URI.create(jwks).toURL(), retriever)
              .cache(CACHED_MS, REFRESH_TIMEOUT_MS)
              .retrying(true)
              .outageTolerantForever()
              .build();
      LOG.info("Tokens of {} are verified with the keys at {}", base, jwks);
      return new JWSVerificationKeySelector<>(ALGORITHMS, source);
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw unavailable(e);
    }
  }

  private ProblemException unavailable(Exception cause) {
    LOG.warn("The keys of {} can't be read: {}", issuer, cause.toString());
    return new ProblemException(ProblemType.UNAVAILABLE);
  }
}
