package muster.gateway.session.issuer;

import jakarta.servlet.http.HttpServletRequest;
import muster.gateway.session.Device;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * How long ago somebody may have shown the issuer who they are: as long as a session lasts on their
 * device. An issuer remembers browsers for as long as phones stay signed in; at a desk whose
 * session has ended it would let in whoever sits there now as whoever sat there before.
 */
public final class LoginAge implements OAuth2AuthorizationRequestResolver {
  /** In seconds (OpenID Connect Core 1.0, 3.1.2.1). */
  private static final String MAX_AGE = "max_age";

  private final OAuth2AuthorizationRequestResolver usual;
  private final Device.Lifetimes lifetimes;

  public LoginAge(IssuerRegistration registration, Device.Lifetimes lifetimes) {
    this.usual = new DefaultOAuth2AuthorizationRequestResolver(registration);
    this.lifetimes = lifetimes;
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return limited(usual.resolve(request), request);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(
      HttpServletRequest request, String registration) {
    return limited(usual.resolve(request, registration), request);
  }

  private @Nullable OAuth2AuthorizationRequest limited(
      @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request) {
    if (begun == null) {
      return null;
    }
    long seconds = lifetimes.of(LoginRequests.device(request)).toSeconds();
    return OAuth2AuthorizationRequest.from(begun)
        .additionalParameters(all -> all.put(MAX_AGE, Long.toString(seconds)))
        .build();
  }
}
