package muster.gateway.session.issuer;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * The gateway as the issuer knows it. The issuer's own document is read when it is needed first, so
 * that the two may start in any order.
 */
public final class IssuerRegistration implements ClientRegistrationRepository {
  /** In the addresses of login and return. */
  public static final String ID = "muster";

  public static final String CLIENT = "muster-gateway";

  /** Where the issuer sends people back to, below the origin. */
  public static final String RETURN = "/login/oauth2/code/" + ID;

  private static final Logger log = LoggerFactory.getLogger(IssuerRegistration.class);

  private final IssuerCalls calls;
  private final URI issuer;
  private final URI origin;
  private final String secret;
  private volatile @Nullable ClientRegistration known;

  public IssuerRegistration(IssuerCalls calls, URI issuer, URI origin, String secret) {
    this.calls = calls;
    this.issuer = issuer;
    this.origin = origin;
    this.secret = secret;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return id.equals(ID) ? get() : null;
  }

  /**
   * @throws IssuerUnreachable when its document can't be read
   */
  public ClientRegistration get() {
    ClientRegistration before = known;
    return before == null ? read() : before;
  }

  /** Empty when its document can't be read. */
  Optional<ClientRegistration> find() {
    try {
      return Optional.of(get());
    } catch (IssuerUnreachable away) {
      return Optional.empty();
    }
  }

  /** One at a time: who comes second finds what the first has read. */
  private synchronized ClientRegistration read() {
    ClientRegistration meanwhile = known;
    if (meanwhile != null) {
      return meanwhile;
    }
    try {
      ClientRegistration read =
          // The library's own reading waits for half a minute, and all who ask with it.
          ClientRegistrations.fromOidcConfiguration(calls.document(issuer))
              .registrationId(ID)
              .clientId(CLIENT)
              .clientSecret(secret)
              .redirectUri(origin + RETURN)
              .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
              .build();
      known = read;
      return read;
    } catch (RuntimeException e) {
      log.warn("The document of the issuer {} can't be read: {}", issuer, e.toString());
      throw new IssuerUnreachable(e);
    }
  }

  /** Its document can't be read. */
  public static final class IssuerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IssuerUnreachable(Throwable cause) {
      super("the issuer's document can't be read", cause);
    }
  }
}
