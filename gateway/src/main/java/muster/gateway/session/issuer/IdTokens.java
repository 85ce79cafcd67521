package muster.gateway.session.issuer;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import muster.apiedge.token.BadTokenException;
import muster.apiedge.token.TokenCheck;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

/**
 * Who has signed in, by the same check as all tokens: signed by the issuer, for this client, not
 * expired. The login itself compares the nonce.
 */
public final class IdTokens implements JwtDecoderFactory<ClientRegistration> {
  private final TokenCheck check;
  private final MappedJwtClaimSetConverter claims =
      MappedJwtClaimSetConverter.withDefaults(Map.of());

  /**
   * @param check for the gateway's own client
   */
  public IdTokens(TokenCheck check) {
    this.check = check;
  }

  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    return this::decode;
  }

  private Jwt decode(String token) {
    try {
      SignedJWT good = check.check(token).toCompletableFuture().join();
      Map<String, Object> converted = claims.convert(good.getJWTClaimsSet().getClaims());
      return Jwt.withTokenValue(token)
          .headers(headers -> headers.putAll(good.getHeader().toJSONObject()))
          .claims(all -> all.putAll(converted))
          .build();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BadTokenException bad) {
        throw new BadJwtException(String.valueOf(bad.getMessage()));
      }
      throw new JwtException("the issuer's keys can't be read", e);
    } catch (ParseException | IllegalArgumentException e) {
      throw new BadJwtException("a claim is not as it must be");
    }
  }
}
