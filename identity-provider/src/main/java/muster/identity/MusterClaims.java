package muster.identity;

import java.util.List;
import java.util.TreeSet;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * The claims that Muster's services decide by: the same in every token, however it was asked for.
 */
final class MusterClaims {
  private final String audience;

  MusterClaims(String audience) {
    this.audience = audience;
  }

  /** For services. */
  void writeAccess(Account account, JwtClaimsSet.Builder claims) {
    claims.audience(List.of(audience));
    writePerson(account, claims);
  }

  /** For the page a person logs in to; its audience stays the page's client. */
  void writePerson(Account account, JwtClaimsSet.Builder claims) {
    claims
        .subject(account.subject())
        .claim("name", account.name())
        .claim("roles", List.copyOf(new TreeSet<>(account.roles())))
        .claim("jurisdiction", account.jurisdiction());
  }
}
