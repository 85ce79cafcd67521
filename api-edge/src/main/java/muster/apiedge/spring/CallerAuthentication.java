package muster.apiedge.spring;

import java.util.List;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** A verified token's caller: controllers take it as {@code @AuthenticationPrincipal Caller}. */
final class CallerAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerAuthentication(Jwt token) {
    Caller read = Caller.of(token.getClaims());
    super(authorities(read));
    this.caller = read;
    setAuthenticated(true);
  }

  /** The authority that a role grants is its name in the token. */
  private static List<GrantedAuthority> authorities(Caller caller) {
    return caller.roles().stream()
        .map(Role::claim)
        .<GrantedAuthority>map(SimpleGrantedAuthority::new)
        .toList();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }
}
