package muster.notification.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CompletionException;
import muster.apiedge.ProblemException;
import muster.apiedge.token.BadTokenException;
import muster.apiedge.token.IssuerUnavailableException;
import muster.apiedge.token.TokenCheck;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * {@link TokenCheck} as Micronaut asks for it: a bad token is 401, also where none is needed, and
 * an issuer that is away is 503.
 */
@Singleton
final class TokenValidation implements TokenValidator<HttpRequest<?>> {
  private final TokenCheck check;

  TokenValidation(TokenCheck check) {
    this.check = check;
  }

  @Override
  public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
    // A copy, which the framework may cancel; the check itself can't be.
    return Mono.fromFuture(() -> check.check(token).toCompletableFuture())
        .map(TokenValidation::authentication)
        .onErrorMap(TokenValidation::explain);
  }

  private static Throwable explain(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return switch (cause) {
      case BadTokenException bad -> new ProblemException(Problem.invalidToken());
      case IssuerUnavailableException away -> new ProblemException(ProblemType.UNAVAILABLE);
      default -> cause;
    };
  }

  private static Authentication authentication(SignedJWT good) {
    try {
      JWTClaimsSet claims = good.getJWTClaimsSet();
      List<String> roles = claims.getStringListClaim(Caller.ROLES_CLAIM);
      return Authentication.build(
          claims.getSubject(), roles == null ? List.of() : roles, claims.getClaims());
    } catch (ParseException e) {
      throw new ProblemException(Problem.invalidToken());
    }
  }
}
