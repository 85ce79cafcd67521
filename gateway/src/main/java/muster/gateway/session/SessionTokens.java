package muster.gateway.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer has given for a session.
 *
 * @param access what services ask for
 * @param issuedAt when it was given
 * @param expiresAt its end
 * @param refresh for new ones; null where the issuer gives none
 * @param id who has signed in, for the issuer's logout
 */
public record SessionTokens(
    String access, Instant issuedAt, Instant expiresAt, @Nullable String refresh, String id) {
  public Freshness freshness(Instant now) {
    return Freshness.of(issuedAt, expiresAt, now);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "SessionTokens[expiresAt=" + expiresAt + "]";
  }
}
