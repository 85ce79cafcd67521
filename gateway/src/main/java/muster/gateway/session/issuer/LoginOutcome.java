package muster.gateway.session.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import muster.gateway.session.Device;
import muster.gateway.session.SessionTokens;
import muster.gateway.session.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * The end of a login. A good one has a new session by now, whoever was signed in before in this
 * browser: it gets its length and its tokens, and the browser goes to the page it came from.
 */
public final class LoginOutcome
    implements AuthenticationSuccessHandler,
        AuthenticationFailureHandler,
        OAuth2AuthorizedClientRepository {
  /** Where a browser goes when a login could not begin or end because the issuer was away. */
  static final String UNAVAILABLE = "/?login=unavailable";

  private static final String FAILED = "/?login=failed";
  private static final String GIVEN = "muster.login.given";
  private static final Duration UNSAID = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(LoginOutcome.class);

  private final TokenStore store;
  private final Device.Lifetimes lifetimes;
  private final Clock clock;

  public LoginOutcome(TokenStore store, Device.Lifetimes lifetimes, Clock clock) {
    this.store = store;
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  /** Called before there is a session: kept with the request until then. */
  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient client,
      Authentication who,
      HttpServletRequest request,
      HttpServletResponse response) {
    request.setAttribute(GIVEN, client);
  }

  /** Tokens are asked for by session, not here. */
  @Override
  @SuppressWarnings("NullAway") // the interface says null where it means that there is none
  public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
      String registration, Authentication who, HttpServletRequest request) {
    return null;
  }

  @Override
  public void removeAuthorizedClient(
      String registration,
      Authentication who,
      HttpServletRequest request,
      HttpServletResponse response) {
    request.removeAttribute(GIVEN);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(request.getAttribute(GIVEN) instanceof OAuth2AuthorizedClient given)
        || !(who.getPrincipal() instanceof OidcUser user)) {
      throw new IllegalStateException("a login without session, tokens or account");
    }
    Device device =
        request.getAttribute(LoginRequests.DEVICE) instanceof Device named ? named : Device.DESK;
    session.setMaxInactiveInterval((int) lifetimes.of(device).toSeconds());
    session.setAttribute(Device.OF_SESSION, device.wireName());
    if (device == Device.PHONE) {
      request.setAttribute(Device.STAYS, true);
    }
    store.save(session.getId(), tokens(given, user));
    log.info("A session has begun, of a {}", device.wireName());
    response.sendRedirect(
        request.getAttribute(LoginRequests.TARGET) instanceof String target ? target : "/");
  }

  private SessionTokens tokens(OAuth2AuthorizedClient given, OidcUser user) {
    OAuth2AccessToken access = given.getAccessToken();
    OAuth2RefreshToken refresh = given.getRefreshToken();
    Instant now = clock.instant();
    Instant issuedAt = access.getIssuedAt();
    Instant expiresAt = access.getExpiresAt();
    return new SessionTokens(
        access.getTokenValue(),
        issuedAt == null ? now : issuedAt,
        expiresAt == null ? now.plus(UNSAID) : expiresAt,
        refresh == null ? null : refresh.getTokenValue(),
        user.getIdToken().getTokenValue());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
      throws IOException {
    String code =
        fault instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : fault.getClass().getSimpleName();
    log.warn("A login failed: {}", code);
    response.sendRedirect(isIssuerAway(fault) ? UNAVAILABLE : FAILED);
  }

  private static boolean isIssuerAway(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || (cause instanceof OAuth2AuthenticationException known
              && known.getError().getErrorCode().equals("temporarily_unavailable"))) {
        return true;
      }
    }
    return false;
  }
}
