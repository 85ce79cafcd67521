package muster.gateway.session.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import muster.apiedge.ProblemException;
import muster.contracts.problem.ProblemType;
import muster.gateway.session.command.AccessTokens;
import muster.gateway.session.command.AccessTokens.Access;
import org.springframework.http.HttpHeaders;

/** The session that a request belongs to. A request with a token of its own belongs to none. */
public final class SignedIn {
  private final AccessTokens tokens;

  public SignedIn(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** Empty when nobody is signed in. */
  public Optional<String> findSessionId(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || SessionContexts.subject(request).isEmpty()) {
      return Optional.empty();
    }
    HttpSession session = request.getSession(false);
    return session == null ? Optional.empty() : Optional.of(session.getId());
  }

  /**
   * Good for a service now.
   *
   * @throws ProblemException {@code unauthorized} when nobody is signed in, or not any more; {@code
   *     unavailable} when the token has expired and the issuer is away
   */
  public String accessToken(HttpServletRequest request) {
    Access access = findSessionId(request).map(tokens::of).orElseGet(Access.Over::new);
    return switch (access) {
      case Access.Token token -> token.value();
      case Access.Over _ -> throw new ProblemException(ProblemType.UNAUTHORIZED);
      case Access.IssuerAway _ -> throw new ProblemException(ProblemType.UNAVAILABLE);
    };
  }
}
