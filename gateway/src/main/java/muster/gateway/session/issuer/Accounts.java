package muster.gateway.session.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CompletionException;
import muster.apiedge.token.BadTokenException;
import muster.apiedge.token.TokenCheck;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who has signed in. Nobody does whose access token the services would not take: a session that can
 * do nothing would only hide what is wrong.
 */
public final class Accounts implements OAuth2UserService<OidcUserRequest, OidcUser> {
  private final TokenCheck check;

  /**
   * @param check as the services have it
   */
  public Accounts(TokenCheck check) {
    this.check = check;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    try {
      JWTClaimsSet claims =
          check
              .check(request.getAccessToken().getTokenValue())
              .toCompletableFuture()
              .join()
              .getJWTClaimsSet();
      if (!claims.getSubject().equals(request.getIdToken().getSubject())) {
        throw refused("the two tokens are of different accounts");
      }
      return new DefaultOidcUser(List.of(), request.getIdToken());
    } catch (CompletionException e) {
      if (e.getCause() instanceof BadTokenException bad) {
        throw refused("the access token is none for Muster's services: " + bad.getMessage());
      }
      throw new OAuth2AuthenticationException(
          new OAuth2Error("temporarily_unavailable", "the issuer's keys can't be read", null), e);
    } catch (ParseException e) {
      throw refused("the access token can't be read");
    }
  }

  private static OAuth2AuthenticationException refused(String why) {
    return new OAuth2AuthenticationException(new OAuth2Error("unusable_token", why, null), why);
  }
}
