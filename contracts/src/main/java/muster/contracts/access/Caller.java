package muster.contracts.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.text.TextRule;

/**
 * Who calls, read from a verified token's claims: {@code sub}, {@code roles} (lower-case role
 * names; unknown ones are ignored) and {@code jurisdiction} (the prefix the caller is responsible
 * for; empty means no jurisdiction at all, never all of them).
 *
 * @param subject the account, in NFC as the texts of requests are, so that it is found by what
 *     somebody has written of it, whichever form the issuer uses
 */
public record Caller(String subject, Set<Role> roles, Optional<JurisdictionCode> scope) {
  public static final String ROLES_CLAIM = "roles";
  public static final String JURISDICTION_CLAIM = "jurisdiction";

  public Caller {
    subject = TextRule.normalized(subject);
    roles = Set.copyOf(roles);
  }

  /** A claim of the wrong form grants nothing. */
  public static Caller of(Map<String, ?> claims) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    if (claims.get(ROLES_CLAIM) instanceof Collection<?> names) {
      names.forEach(name -> Role.findByClaim(String.valueOf(name)).ifPresent(roles::add));
    }
    Optional<JurisdictionCode> scope = Optional.empty();
    if (claims.get(JURISDICTION_CLAIM) instanceof String code) {
      try {
        scope = Optional.of(new JurisdictionCode(code));
      } catch (IllegalArgumentException notACode) {
        scope = Optional.empty();
      }
    }
    return new Caller(claims.get("sub") instanceof String subject ? subject : "", roles, scope);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public boolean hasAny(Role... any) {
    for (Role role : any) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }

  public boolean covers(JurisdictionCode jurisdiction) {
    return scope.isPresent() && scope.get().covers(jurisdiction);
  }
}
