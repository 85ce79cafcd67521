package muster.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Access tokens for anybody, without a password: what makes this identity provider unfit for real
 * use.
 */
public final class DemoTokens {
  private static final String DEFAULT_ROLE = "volunteer";

  private final JwtEncoder encoder;
  private final MusterClaims claims;
  private final AccountDirectory accounts;
  private final String issuer;
  private final Duration lifetime;
  private final String wholeCity;
  private final Clock clock;

  DemoTokens(
      JwtEncoder encoder,
      MusterClaims claims,
      AccountDirectory accounts,
      String issuer,
      Duration lifetime,
      String wholeCity,
      Clock clock) {
    this.encoder = encoder;
    this.claims = claims;
    this.accounts = accounts;
    this.issuer = issuer;
    this.lifetime = lifetime;
    this.wholeCity = wholeCity;
    this.clock = clock;
  }

  /** A signed token and how long it is good for. */
  public record DemoToken(String value, Duration lifetime) {}

  /**
   * For an account by its username, its subject or its role; for somebody unknown, who is a
   * volunteer unless said otherwise. What is given overrides what the account has.
   */
  public DemoToken issue(
      String who,
      @Nullable Set<String> roles,
      @Nullable String jurisdiction,
      @Nullable String name) {
    Account known =
        accounts
            .findByUsername(who)
            .or(() -> accounts.findBySubject(who))
            .or(() -> accounts.findByRole(who))
            .orElseGet(() -> new Account(who, who, who, Set.of(DEFAULT_ROLE), wholeCity));
    Account account =
        new Account(
            known.username(),
            known.subject(),
            name == null ? known.name() : name,
            roles == null ? known.roles() : roles,
            jurisdiction == null ? known.jurisdiction() : jurisdiction);
    Instant now = clock.instant();
    JwtClaimsSet.Builder token =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .id(UUID.randomUUID().toString())
            .issuedAt(now)
            .notBefore(now)
            .expiresAt(now.plus(lifetime));
    claims.writeAccess(account, token);
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
    return new DemoToken(
        encoder.encode(JwtEncoderParameters.from(header, token.build())).getTokenValue(), lifetime);
  }
}
