package muster.gateway.session.issuer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of the library's own: a login that can't begin or end, as the issuer is away, ends on
 * the page that began it, and not on an error. A gateway that has started while the issuer was away
 * knows too little of it to end what another has begun.
 */
public final class LoginStart extends OncePerRequestFilter {
  static final String PATH = "/oauth2/authorization/" + IssuerRegistration.ID;

  private final IssuerRegistration registration;

  public LoginStart(IssuerRegistration registration) {
    this.registration = registration;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if ((path.equals(PATH) || path.equals(IssuerRegistration.RETURN))
        && registration.find().isEmpty()) {
      response.sendRedirect(LoginOutcome.UNAVAILABLE);
    } else {
      chain.doFilter(request, response);
    }
  }
}
