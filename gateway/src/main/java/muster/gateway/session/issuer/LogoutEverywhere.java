package muster.gateway.session.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import muster.gateway.session.Sessions;
import muster.gateway.session.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends all sessions of the account, on all devices, and says where the page goes now: to the
 * issuer, which ends its own session with this browser and sends it back.
 */
public final class LogoutEverywhere implements LogoutHandler, LogoutSuccessHandler {
  private static final String ID_TOKEN = "muster.logout.id-token";
  private static final Logger log = LoggerFactory.getLogger(LogoutEverywhere.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Sessions sessions;
  private final TokenStore store;
  private final IssuerRegistration registration;
  private final URI origin;
  private final Consumer<Collection<String>> ended;

  /** What the page is told. */
  private record Answer(String location) {}

  /**
   * @param ended is told which sessions were, so that their streams here end at once
   */
  public LogoutEverywhere(
      Sessions sessions,
      TokenStore store,
      IssuerRegistration registration,
      URI origin,
      Consumer<Collection<String>> ended) {
    this.sessions = sessions;
    this.store = store;
    this.registration = registration;
    this.origin = origin;
    this.ended = ended;
  }

  @Override
  public void logout(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    HttpSession session = request.getSession(false);
    if (session == null || who == null || !who.isAuthenticated()) {
      return;
    }
    store
        .find(session.getId())
        .ifPresent(kept -> request.setAttribute(ID_TOKEN, kept.tokens().id()));
    Set<String> over = sessions.endAll(who.getName());
    ended.accept(over);
    log.info("Somebody has logged out, of {} sessions", over.size());
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
      throws IOException {
    String location =
        request.getAttribute(ID_TOKEN) instanceof String idToken
            ? atTheIssuer(idToken).orElse("/")
            : "/";
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(JSON.writeValueAsBytes(new Answer(location)));
  }

  private Optional<String> atTheIssuer(String idToken) {
    return registration
        .find()
        .map(
            client ->
                client.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
        .map(
            endpoint ->
                endpoint
                    + "?id_token_hint="
                    + encode(idToken)
                    + "&client_id="
                    + encode(IssuerRegistration.CLIENT)
                    + "&post_logout_redirect_uri="
                    + encode(origin + "/"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
