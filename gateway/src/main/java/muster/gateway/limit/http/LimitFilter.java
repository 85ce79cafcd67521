package muster.gateway.limit.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.ConnectionCounts;
import muster.apiedge.request.RefusalLog;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.edge.ClientOf;
import muster.gateway.limit.Allowances;
import muster.gateway.limit.InWork;
import muster.gateway.problem.ProblemWriter;
import muster.gateway.session.http.SessionCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of sessions and everything behind them, so that what is too much costs no look into the
 * database. Who it is is told by the cookie or the token as they come, good or not.
 */
public final class LimitFilter extends OncePerRequestFilter {
  private static final String RETRY_AFTER = "Retry-After";

  private final Allowances sessions;
  private final Allowances addresses;
  private final InWork inWork;
  private final List<AddressRange> exempt;
  private final RefusalLog refusals;

  /**
   * @param exempt addresses that have no limit, nor their tokens; the limit of a session stays
   */
  public LimitFilter(
      Allowances sessions,
      Allowances addresses,
      InWork inWork,
      List<AddressRange> exempt,
      RefusalLog refusals) {
    this.sessions = sessions;
    this.addresses = addresses;
    this.inWork = inWork;
    this.exempt = exempt;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long now = System.nanoTime();
    sessions.forget(now);
    addresses.forget(now);
    Optional<InetAddress> counted =
        ClientOf.request(request).filter(address -> !AddressRange.anyContains(exempt, address));
    int wait =
        counted.map(address -> addresses.take(ConnectionCounts.client(address), now)).orElse(0);
    if (wait > 0) {
      refuse(request, response, wait, "too-many-of-address", "Your address asks for too much.");
      return;
    }
    Optional<String> key = key(request, counted.isPresent());
    wait = key.map(one -> sessions.take(one, now)).orElse(0);
    if (wait > 0) {
      refuse(request, response, wait, "too-many-of-session", "You ask for too much.");
    } else if (key.isPresent() && !inWork.enter(key.get())) {
      refuse(request, response, 1, "too-many-at-once", "You ask for too much at once.");
    } else {
      try {
        chain.doFilter(request, response);
      } finally {
        key.ifPresent(inWork::leave);
      }
    }
  }

  /** Neither cookies nor tokens are kept, not even in memory. */
  private static Optional<String> key(HttpServletRequest request, boolean withTokens) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return withTokens ? Optional.of(hash(authorization)) : Optional.empty();
    }
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(SessionCookie.NAME)) {
          return Optional.of(hash(cookie.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  private static String hash(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int seconds,
      String reason,
      String detail)
      throws IOException {
    refusals.refused(ProblemType.TOO_MANY_REQUESTS.status(), reason);
    ProblemWriter.write(
        request,
        response,
        Problem.of(ProblemType.TOO_MANY_REQUESTS, detail + " Try again later.")
            .withHeader(RETRY_AFTER, Integer.toString(seconds)));
  }
}
