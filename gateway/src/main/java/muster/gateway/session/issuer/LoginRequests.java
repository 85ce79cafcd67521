package muster.gateway.session.issuer;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.gateway.seal.Seal;
import muster.gateway.session.Device;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A login that has begun, between the way to the issuer and the way back: sealed in a cookie of its
 * own, so that whoever is not signed in has no session, any gateway can end what another has begun,
 * and two tabs can sign in at the same time.
 */
public final class LoginRequests
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  /** Where to, when it is done; a path of the pages. */
  public static final String TARGET = "muster.login.target";

  /** On which kind of device. */
  public static final String DEVICE = "muster.login.device";

  private static final String COOKIE = "MUSTER_LOGIN_";
  private static final String PATH = "/login/oauth2/code";
  private static final String PURPOSE = "login";
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_QUERY = 1_000;

  /**
   * Steps that are neither empty nor begin with a dot: none of what a browser, or whoever writes
   * the redirect, would make another host's address of.
   */
  private static final Pattern PAGE_PATH =
      Pattern.compile("/(?:[A-Za-z0-9_~-][A-Za-z0-9_~.-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*/?)?");

  /** RFC 3986, with what is not ASCII in percents. */
  private static final Pattern PAGE_QUERY =
      Pattern.compile("(?:[A-Za-z0-9_~.!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final IssuerRegistration registration;
  private final Seal seal;
  private final boolean secure;

  /** In the cookie. */
  private record Begun(String state, String nonce, String verifier, String device, String target) {}

  /**
   * @param secure whether browsers speak TLS with the origin
   */
  public LoginRequests(IssuerRegistration registration, Seal seal, boolean secure) {
    this.registration = registration;
    this.seal = seal;
    this.secure = secure;
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest begun,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (begun == null) {
      return;
    }
    Begun kept =
        new Begun(
            String.valueOf(begun.getState()),
            String.valueOf(begun.<Object>getAttribute(OidcParameterNames.NONCE)),
            String.valueOf(begun.<Object>getAttribute(PkceParameterNames.CODE_VERIFIER)),
            device(request).wireName(),
            page(request.getParameter("to")));
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        cookie(kept.state(), seal.close(JSON.writeValueAsString(kept), PURPOSE), LASTS));
  }

  /** As who begins a login says; a desk when they don't, or say something else. */
  static Device device(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("device"))
        .flatMap(Device::findByWireName)
        .orElse(Device.DESK);
  }

  /** A path of this origin, with the query that the page had: never another host's address. */
  private static String page(@Nullable String given) {
    if (given == null) {
      return "/";
    }
    int mark = given.indexOf('?');
    String path = mark < 0 ? given : given.substring(0, mark);
    String query = mark < 0 ? "" : given.substring(mark + 1);
    return path.length() <= LONGEST_PATH
            && query.length() <= LONGEST_QUERY
            && PAGE_PATH.matcher(path).matches()
            && PAGE_QUERY.matcher(query).matches()
        ? given
        : "/";
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return find(request).map(this::rebuild).orElse(null);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    Optional<Begun> found = find(request);
    if (found.isEmpty()) {
      return null;
    }
    Begun begun = found.get();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(begun.state(), "", Duration.ZERO));
    request.setAttribute(TARGET, begun.target());
    request.setAttribute(DEVICE, Device.findByWireName(begun.device()).orElse(Device.DESK));
    return rebuild(begun);
  }

  private Optional<Begun> find(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    Cookie[] cookies = request.getCookies();
    if (state == null || cookies == null) {
      return Optional.empty();
    }
    String name = name(state);
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return seal.open(cookie.getValue(), PURPOSE)
            .flatMap(LoginRequests::read)
            .filter(begun -> begun.state().equals(state));
      }
    }
    return Optional.empty();
  }

  private static Optional<Begun> read(String json) {
    try {
      return Optional.of(JSON.readValue(json, Begun.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private OAuth2AuthorizationRequest rebuild(Begun begun) {
    ClientRegistration client = registration.get();
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(
            Objects.requireNonNull(
                client.getProviderDetails().getAuthorizationUri(), "a registration has it"))
        .clientId(client.getClientId())
        .redirectUri(client.getRedirectUri())
        .scopes(client.getScopes())
        .state(begun.state())
        .attributes(
            Map.of(
                OAuth2ParameterNames.REGISTRATION_ID, IssuerRegistration.ID,
                OidcParameterNames.NONCE, begun.nonce(),
                PkceParameterNames.CODE_VERIFIER, begun.verifier()))
        .build();
  }

  private String cookie(String state, String value, Duration lasts) {
    return ResponseCookie.from(name(state), value)
        .path(PATH)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .maxAge(lasts)
        .build()
        .toString();
  }

  private static String name(String state) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
      return COOKIE + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
