package muster.gateway.session;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The tokens of sessions, the same for all gateways. They end with their session. */
public interface TokenStore {
  /**
   * What is kept now.
   *
   * @param version grows by one with each renewal
   * @param paused the issuer was away a moment ago
   */
  record Kept(SessionTokens tokens, long version, boolean paused) {}

  /** Of a session that is there. */
  void save(String sessionId, SessionTokens tokens);

  Optional<Kept> find(String sessionId);

  /** Those of the sessions whose token ends before then and could be renewed now. */
  Set<String> renewable(Collection<String> sessionIds, Instant before);

  /**
   * Claims the renewal of these tokens for this caller alone, for some seconds.
   *
   * @return false when somebody else has it, has done it, or the issuer was away a moment ago
   */
  boolean claimRenewal(String sessionId, long version);

  /**
   * Ends the claim with new tokens.
   *
   * @return false when the session is over
   */
  boolean renew(String sessionId, long version, SessionTokens tokens);

  /** Ends the claim without: nobody asks the issuer for a moment. */
  void pauseRenewal(String sessionId, long version);
}
