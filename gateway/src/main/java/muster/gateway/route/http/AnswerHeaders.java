package muster.gateway.route.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * What a client is told of a service's answer: all but cookies and what browsers are to do with the
 * origin, which is the gateway's to say.
 */
final class AnswerHeaders {
  private static final Set<String> STAY_HERE =
      Set.of(
          "set-cookie",
          "set-cookie2",
          "server",
          "date",
          "connection",
          "keep-alive",
          "transfer-encoding",
          "trailer",
          "upgrade",
          "alt-svc",
          "strict-transport-security",
          "content-security-policy",
          "content-security-policy-report-only",
          "x-frame-options",
          "x-content-type-options",
          "x-xss-protection",
          "referrer-policy",
          "permissions-policy",
          "clear-site-data",
          "service-worker-allowed");

  private static final List<String> FAMILIES =
      List.of("access-control-", "cross-origin-", "proxy-");

  private AnswerHeaders() {}

  static HttpHeaders told(HttpHeaders given) {
    HttpHeaders told = new HttpHeaders();
    given.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!STAY_HERE.contains(lower) && FAMILIES.stream().noneMatch(lower::startsWith)) {
            told.addAll(name, values);
          }
        });
    return told;
  }
}
