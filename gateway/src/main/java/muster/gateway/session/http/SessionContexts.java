package muster.gateway.session.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import muster.contracts.text.TextRule;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Who is signed in, kept in the session as the name of the account and nothing else: no class of a
 * library lies in the database, so that other versions can read it, and no token.
 */
public final class SessionContexts implements SecurityContextRepository {
  /** By which Spring Session finds an account's sessions. */
  private static final String SUBJECT = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return load(holder.getRequest());
  }

  private static SecurityContext load(HttpServletRequest request) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    subject(request)
        .ifPresent(
            subject ->
                context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(subject, null, List.of())));
    return context;
  }

  /** Empty when nobody is signed in. */
  static Optional<String> subject(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(SUBJECT) instanceof String subject
        ? Optional.of(subject)
        : Optional.empty();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    Authentication who = context.getAuthentication();
    if (who != null && who.isAuthenticated()) {
      request.getSession(true).setAttribute(SUBJECT, TextRule.normalized(who.getName()));
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return subject(request).isPresent();
  }
}
