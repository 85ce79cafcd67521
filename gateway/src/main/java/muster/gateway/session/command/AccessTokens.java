package muster.gateway.session.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import muster.gateway.session.Freshness;
import muster.gateway.session.NewTokens;
import muster.gateway.session.Sessions;
import muster.gateway.session.TokenStore;
import muster.gateway.session.TokenStore.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of a session, renewed when it is time. One request at a time renews, in all
 * gateways together; the others go on with the old token while it is good, and wait when it is not.
 */
public final class AccessTokens {
  /** Longer than a renewal takes, and than a claim of somebody who is gone lasts. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

  private final TokenStore store;
  private final NewTokens issuer;
  private final Sessions sessions;
  private final Clock clock;
  private final Consumer<String> renewals;

  /**
   * @param renewals is told what came of each: {@code given}, {@code refused} or {@code away}
   */
  public AccessTokens(
      TokenStore store,
      NewTokens issuer,
      Sessions sessions,
      Clock clock,
      Consumer<String> renewals) {
    this.store = store;
    this.issuer = issuer;
    this.sessions = sessions;
    this.clock = clock;
    this.renewals = renewals;
  }

  /** What can be said of a session's token. */
  public sealed interface Access {
    record Token(String value) implements Access {}

    /** The session is over. */
    record Over() implements Access {}

    /** The token has expired and the issuer does not answer. */
    record IssuerAway() implements Access {}
  }

  public Access of(String sessionId) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Kept> found = store.find(sessionId);
      if (found.isEmpty()) {
        return new Access.Over();
      }
      Kept kept = found.get();
      Freshness freshness = kept.tokens().freshness(now());
      boolean good = freshness != Freshness.EXPIRED;
      Access old = new Access.Token(kept.tokens().access());
      if (freshness == Freshness.FRESH) {
        return old;
      }
      if (kept.tokens().refresh() == null) {
        return good ? old : over(sessionId);
      }
      if (!kept.paused() && store.claimRenewal(sessionId, kept.version())) {
        return renew(sessionId, kept, good);
      }
      if (good) {
        return old;
      }
      if (kept.paused() || System.nanoTime() - end > 0) {
        return new Access.IssuerAway();
      }
      LockSupport.parkNanos(LOOK.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return new Access.IssuerAway();
      }
    }
  }

  private Access renew(String sessionId, Kept kept, boolean good) {
    return switch (issuer.ask(kept.tokens())) {
      case NewTokens.Outcome.Given given -> {
        renewals.accept("given");
        yield store.renew(sessionId, kept.version(), given.tokens())
            ? new Access.Token(given.tokens().access())
            : new Access.Over();
      }
      case NewTokens.Outcome.Refused _ -> {
        renewals.accept("refused");
        log.info("The issuer renews a session no more; it is over");
        yield over(sessionId);
      }
      case NewTokens.Outcome.IssuerAway _ -> {
        renewals.accept("away");
        store.pauseRenewal(sessionId, kept.version());
        yield good ? new Access.Token(kept.tokens().access()) : new Access.IssuerAway();
      }
    };
  }

  private Access over(String sessionId) {
    sessions.end(sessionId);
    return new Access.Over();
  }

  private Instant now() {
    return clock.instant();
  }
}
