package muster.apiedge.spring.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import muster.apiedge.token.BadTokenException;
import muster.apiedge.token.IssuerUnavailableException;
import muster.apiedge.token.TokenCheck;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** {@link TokenCheck} as Spring Security asks for it: a bad token is 401, an issuer away 503. */
final class IssuerTokenDecoder implements ReactiveJwtDecoder {
  private final TokenCheck check;
  private final MappedJwtClaimSetConverter claims =
      MappedJwtClaimSetConverter.withDefaults(Map.of());

  IssuerTokenDecoder(TokenCheck check) {
    this.check = check;
  }

  @Override
  public Mono<Jwt> decode(String token) {
    // Others may wait for the same look-up: whoever goes away does not end it.
    return Mono.fromFuture(() -> check.check(token).toCompletableFuture(), true)
        .map(good -> jwt(token, good))
        .onErrorMap(IssuerTokenDecoder::explain);
  }

  private Jwt jwt(String token, SignedJWT good) {
    try {
      Map<String, Object> converted = claims.convert(good.getJWTClaimsSet().getClaims());
      return Jwt.withTokenValue(token)
          .headers(headers -> headers.putAll(good.getHeader().toJSONObject()))
          .claims(all -> all.putAll(converted))
          .build();
    } catch (ParseException | RuntimeException e) {
      // A claim that no rule is about, such as a list as jti, and that Spring can't convert.
      throw new BadJwtException("a claim is not as it must be");
    }
  }

  private static Throwable explain(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return switch (cause) {
      case BadTokenException bad -> new BadJwtException(String.valueOf(bad.getMessage()));
      case IssuerUnavailableException away ->
          new JwtException(String.valueOf(away.getMessage()), away);
      default -> cause;
    };
  }
}
