package muster.gateway.route.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import muster.gateway.edge.ClientOf;
import muster.gateway.session.http.SignedIn;
import org.springframework.http.HttpHeaders;

/**
 * What a service is told of a request: all that its client says, but for what is between the client
 * and the gateway (cookies, the connection, the page it comes from) and for what only the gateway
 * may say: for whom it asks, and with whose token.
 */
public final class RequestHeaders {
  private static final Set<String> STAY_HERE =
      Set.of(
          "cookie",
          "cookie2",
          "origin",
          "referer",
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "x-xsrf-token",
          "dnt",
          "upgrade-insecure-requests",
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "http2-settings",
          "expect",
          "host",
          "content-length",
          "x-http-method-override",
          "x-original-url",
          "x-rewrite-url");

  private static final List<String> FAMILIES =
      List.of("x-forwarded-", "sec-", "proxy-", "access-control-");

  private final SignedIn signedIn;

  public RequestHeaders(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  /**
   * @param given what is left of the client's fields when the library has taken its own away, which
   *     it only does once all has started
   * @throws muster.apiedge.ProblemException as {@link SignedIn#accessToken}
   */
  HttpHeaders told(HttpHeaders given, HttpServletRequest servlet) {
    Set<String> ofTheConnection = named(servlet);
    HttpHeaders told = new HttpHeaders();
    given.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!STAY_HERE.contains(lower)
              && FAMILIES.stream().noneMatch(lower::startsWith)
              && !ofTheConnection.contains(lower)) {
            told.addAll(name, values);
          }
        });
    Optional<InetAddress> client = ClientOf.request(servlet);
    client.ifPresent(address -> told.set("X-Forwarded-For", address.getHostAddress()));
    String authorization = servlet.getHeader(HttpHeaders.AUTHORIZATION);
    told.set(
        HttpHeaders.AUTHORIZATION,
        authorization == null ? "Bearer " + signedIn.accessToken(servlet) : authorization);
    return told;
  }

  /** What a Connection field names ends here (RFC 9110, 7.6.1). */
  private static Set<String> named(HttpServletRequest servlet) {
    Set<String> names = new HashSet<>();
    for (String value : Collections.list(servlet.getHeaders(HttpHeaders.CONNECTION))) {
      for (String name : value.split(",")) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
