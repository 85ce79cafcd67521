package muster.gateway.session;

import java.time.Duration;
import java.time.Instant;

/** How much longer an access token is good for. */
public enum Freshness {
  /** Nothing is to be done. */
  FRESH,
  /** Still good, and soon not: time to ask for a new one, which may take a while. */
  AGEING,
  /** Not good any more. */
  EXPIRED;

  /** Longer than the minute for which an issuer may be away without anybody noticing. */
  public static final Duration LEAD = Duration.ofSeconds(90);

  /** A token is on its way for a moment before a service looks at it. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  /** A token that lives for a short time ages in its last third. */
  public static Freshness of(Instant issuedAt, Instant expiresAt, Instant now) {
    Duration third = Duration.between(issuedAt, expiresAt).dividedBy(3);
    Duration lead = third.compareTo(LEAD) < 0 ? third : LEAD;
    if (!now.isBefore(expiresAt.minus(ON_ITS_WAY))) {
      return EXPIRED;
    }
    return now.isBefore(expiresAt.minus(lead)) ? FRESH : AGEING;
  }
}
