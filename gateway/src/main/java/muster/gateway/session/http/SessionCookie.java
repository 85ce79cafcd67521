package muster.gateway.session.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import muster.gateway.session.Device;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The session's cookie. Ports of one host share cookies, so it has a name of its own. What is no id
 * of a session is nobody's, and never reaches the database.
 */
public final class SessionCookie implements CookieSerializer {
  public static final String NAME = "MUSTER_SESSION";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final DefaultCookieSerializer cookie = new DefaultCookieSerializer();

  /**
   * @param secure whether browsers speak TLS with the origin
   */
  public SessionCookie(boolean secure) {
    cookie.setCookieName(NAME);
    cookie.setCookiePath("/");
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setUseSecureCookie(secure);
    cookie.setRememberMeRequestAttribute(Device.STAYS);
  }

  @Override
  public void writeCookieValue(CookieValue value) {
    cookie.writeCookieValue(value);
  }

  @Override
  public List<String> readCookieValues(HttpServletRequest request) {
    return cookie.readCookieValues(request).stream()
        .filter(id -> ID.matcher(id).matches())
        .toList();
  }
}
