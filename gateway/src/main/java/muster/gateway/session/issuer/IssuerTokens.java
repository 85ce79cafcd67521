package muster.gateway.session.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import muster.gateway.session.NewTokens;
import muster.gateway.session.SessionTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/** New tokens for a refresh token. */
public final class IssuerTokens implements NewTokens {
  /** For an issuer that does not say how long. */
  private static final Duration UNSAID = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);

  private final IssuerRegistration registration;
  private final RestClientRefreshTokenTokenResponseClient client;
  private final Clock clock;

  public IssuerTokens(IssuerRegistration registration, IssuerCalls calls, Clock clock) {
    this.registration = registration;
    this.client = calls.forRenewals();
    this.clock = clock;
  }

  @Override
  public Outcome ask(SessionTokens old) {
    String refresh = old.refresh();
    Optional<ClientRegistration> known = registration.find();
    if (refresh == null) {
      return new Outcome.Refused();
    }
    if (known.isEmpty()) {
      return new Outcome.IssuerAway();
    }
    try {
      OAuth2AccessTokenResponse answer =
          client.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(
                  known.get(),
                  new OAuth2AccessToken(
                      OAuth2AccessToken.TokenType.BEARER,
                      old.access(),
                      old.issuedAt(),
                      old.expiresAt()),
                  new OAuth2RefreshToken(refresh, old.issuedAt())));
      return new Outcome.Given(tokens(answer, old));
    } catch (OAuth2AuthorizationException e) {
      String code = e.getError().getErrorCode();
      if (code.equals(OAuth2ErrorCodes.INVALID_GRANT)) {
        return new Outcome.Refused();
      }
      // Of the gateway itself, or of the network: no reason to end anybody's session.
      log.warn("The issuer gave no new token: {}", code);
      return new Outcome.IssuerAway();
    } catch (RuntimeException e) {
      log.warn("The issuer gave no new token: {}", e.toString());
      return new Outcome.IssuerAway();
    }
  }

  private SessionTokens tokens(OAuth2AccessTokenResponse answer, SessionTokens old) {
    OAuth2AccessToken access = answer.getAccessToken();
    OAuth2RefreshToken refresh = answer.getRefreshToken();
    Object id = answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN);
    Instant now = clock.instant();
    Instant issuedAt = access.getIssuedAt();
    Instant expiresAt = access.getExpiresAt();
    return new SessionTokens(
        access.getTokenValue(),
        issuedAt == null ? now : issuedAt,
        expiresAt == null ? now.plus(UNSAID) : expiresAt,
        refresh == null ? old.refresh() : refresh.getTokenValue(),
        id instanceof String text ? text : old.id());
  }
}
