package muster.apiedge.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys, kept. A key that is known is found at once, whatever happens at the issuer.
 * For one that is not, the issuer is asked, at most once in {@link #UNKNOWN_KEY_PAUSE}, by one
 * look-up that all who wait share; after one that failed nobody asks for {@link #FAILURE_PAUSE}.
 * Nobody's thread waits.
 *
 * <p>The library's own cache lets those who wait for an unknown key ask one after the other, each
 * for as long as the issuer takes.
 */
final class IssuerKeys {
  static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(5);
  static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

  /** When keys are older, they are read again while they go on being used: a key may be revoked. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  private final URI issuer;
  private final IssuerDocuments documents;
  private final Executor lookUps;

  private volatile @Nullable Known known;
  private @Nullable CompletableFuture<JWKSet> lookUp;
  private @Nullable Failure failure;

  /**
   * @param askedAt in nanoseconds, when the look-up began
   */
  private record Known(JWKSet keys, long askedAt) {}

  private record Failure(IssuerUnavailableException what, long at) {}

  /**
   * @param lookUps runs what blocks: at most one task at a time
   */
  IssuerKeys(URI issuer, Executor lookUps) {
    this.issuer = issuer;
    this.documents = new IssuerDocuments(issuer);
    this.lookUps = lookUps;
  }

  /**
   * The keys that may have signed; none when the issuer does not know such a key. Fails with {@link
   * IssuerUnavailableException}.
   */
  CompletionStage<List<JWK>> select(JWKSelector selector) {
    Known now = known;
    if (now == null) {
      return ask().thenApply(selector::select);
    }
    long age = System.nanoTime() - now.askedAt();
    List<JWK> found = selector.select(now.keys());
    if (!found.isEmpty()) {
      if (age > FRESH.toNanos()) {
        var unused = ask();
      }
      return CompletableFuture.completedStage(found);
    }
    return age < UNKNOWN_KEY_PAUSE.toNanos()
        ? CompletableFuture.completedStage(found)
        : ask().thenApply(selector::select);
  }

  private synchronized CompletableFuture<JWKSet> ask() {
    if (lookUp != null) {
      return lookUp;
    }
    long now = System.nanoTime();
    if (failure != null && now - failure.at() < FAILURE_PAUSE.toNanos()) {
      return CompletableFuture.failedFuture(failure.what());
    }
    CompletableFuture<JWKSet> begun = new CompletableFuture<>();
    lookUp = begun;
    try {
      lookUps.execute(() -> look(begun, now));
    } catch (RuntimeException e) {
      lookUp = null;
      throw e;
    }
    return begun;
  }

  private void look(CompletableFuture<JWKSet> begun, long askedAt) {
    try {
      JWKSet keys = documents.readKeys();
      synchronized (this) {
        known = new Known(keys, askedAt);
        lookUp = null;
        failure = null;
      }
      begun.complete(keys);
    } catch (Exception e) { // whatever it was, those who wait are answered
      log.warn("The keys of {} can't be read: {}", issuer, e.toString());
      var unavailable =
          new IssuerUnavailableException("the keys of " + issuer + " can't be read", e);
      synchronized (this) {
        lookUp = null;
        failure = new Failure(unavailable, System.nanoTime());
      }
      begun.completeExceptionally(unavailable);
    }
  }
}
