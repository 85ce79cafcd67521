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
 * @param name what colleagues call the account, from {@code name}; the account itself where the
 *     token has none that can be shown. It names nobody: two accounts may have the same
 */
public record Caller(
    String subject, Set<Role> roles, Optional<JurisdictionCode> scope, String name) {
  public static final String ROLES_CLAIM = "roles";
  public static final String JURISDICTION_CLAIM = "jurisdiction";
  public static final String NAME_CLAIM = "name";

  /** A longer name is cut: it stands in events and on screens. */
  public static final int MAX_NAME = 100;

  public Caller {
    subject = TextRule.normalized(subject);
    roles = Set.copyOf(roles);
    name = shown(name).orElse(subject);
  }

  /** One that is called by its account. */
  public Caller(String subject, Set<Role> roles, Optional<JurisdictionCode> scope) {
    this(subject, roles, scope, subject);
  }

  /** On one line and no longer than may be; empty when nothing can be seen of it. */
  private static Optional<String> shown(String given) {
    String line = TextRule.mended(TextRule.normalized(given)).replaceAll("\\s+", " ").strip();
    if (!TextRule.isVisible(line)) {
      return Optional.empty();
    }
    return TextRule.length(line) <= MAX_NAME
        ? Optional.of(line)
        : Optional.of(line.substring(0, line.offsetByCodePoints(0, MAX_NAME)));
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
    return new Caller(
        claims.get("sub") instanceof String subject ? subject : "",
        roles,
        scope,
        claims.get(NAME_CLAIM) instanceof String name ? name : "");
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
