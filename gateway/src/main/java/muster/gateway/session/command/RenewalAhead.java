package muster.gateway.session.command;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import muster.gateway.session.Freshness;
import muster.gateway.session.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the tokens of sessions that only listen. A stream ends with the token that it was opened
 * with, and at that moment the issuer may be away: who has asked for nothing else would wait for
 * it, though there were 90 s in which it could have been asked.
 */
public final class RenewalAhead {
  private static final Logger log = LoggerFactory.getLogger(RenewalAhead.class);

  private final TokenStore store;
  private final AccessTokens tokens;
  private final Clock clock;
  private final Executor threads;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * @param threads may block for some seconds with each
   */
  public RenewalAhead(TokenStore store, AccessTokens tokens, Clock clock, Executor threads) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
    this.threads = threads;
  }

  /** To be called every few seconds, with the sessions that have streams; does not wait. */
  public void look(Collection<String> sessionIds) {
    for (String id : store.renewable(sessionIds, clock.instant().plus(Freshness.LEAD))) {
      if (asked.add(id)) {
        threads.execute(() -> renew(id));
      }
    }
  }

  private void renew(String sessionId) {
    try {
      var unused = tokens.of(sessionId);
    } catch (RuntimeException e) {
      // At the next look again; until then the old token is good.
      log.warn("A token could not be renewed ahead: {}", e.toString());
    } finally {
      asked.remove(sessionId);
    }
  }
}
