package muster.gateway.route.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import muster.gateway.edge.ClientOf;
import muster.gateway.session.http.SignedIn;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What a service is told of a request: all that its client says, but for what is between the client
 * and the gateway (cookies, the connection, the page it comes from) and for what only the gateway
 * may say: for whom it asks, and with whose token.
 */
public final class RequestHeaders implements HttpHeadersFilter.RequestHttpHeadersFilter, Ordered {
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

  @Override
  public HttpHeaders apply(HttpHeaders given, ServerRequest request) {
    HttpServletRequest servlet = request.servletRequest();
    Set<String> ofTheConnection = named(given);
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
  private static Set<String> named(HttpHeaders given) {
    Set<String> names = new HashSet<>();
    for (String value : given.getOrEmpty(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",")) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** After the library's own. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
