package muster.gateway.security;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import muster.apiedge.ProblemException;
import muster.apiedge.token.BadTokenException;
import muster.apiedge.token.TokenCheck;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.session.http.SignedIn;
import org.springframework.http.HttpHeaders;

/**
 * Who calls an address of the gateway's own: by a token, checked as in all services, or a session.
 */
public final class Callers {
  private static final String BEARER = "bearer ";

  private final TokenCheck tokens;
  private final SignedIn signedIn;

  Callers(TokenCheck tokens, SignedIn signedIn) {
    this.tokens = tokens;
    this.signedIn = signedIn;
  }

  /**
   * @throws ProblemException {@code unauthorized}, {@code forbidden} or {@code unavailable}
   */
  public Caller requireAny(HttpServletRequest request, Role... roles) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Caller caller = authorization == null ? ofSession(request) : ofToken(authorization);
    if (!caller.hasAny(roles)) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
    return caller;
  }

  private Caller ofSession(HttpServletRequest request) {
    try {
      return Caller.of(
          JWTParser.parse(signedIn.accessToken(request)).getJWTClaimsSet().getClaims());
    } catch (ParseException e) {
      throw new IllegalStateException("the issuer's access token is no JWT", e);
    }
  }

  private Caller ofToken(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new ProblemException(ProblemType.UNAUTHORIZED);
    }
    try {
      return Caller.of(
          tokens
              .check(authorization.substring(BEARER.length()).strip())
              .toCompletableFuture()
              .join()
              .getJWTClaimsSet()
              .getClaims());
    } catch (CompletionException e) {
      throw e.getCause() instanceof BadTokenException
          ? new ProblemException(Problem.invalidToken())
          : new ProblemException(ProblemType.UNAVAILABLE);
    } catch (ParseException e) {
      throw new ProblemException(Problem.invalidToken());
    }
  }
}
