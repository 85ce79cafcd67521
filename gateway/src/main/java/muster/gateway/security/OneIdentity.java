package muster.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import muster.contracts.problem.Problem;
import muster.gateway.problem.ProblemWriter;
import muster.gateway.session.http.SessionCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** A request is a session's or a token's: with both nobody could say whose it is. */
final class OneIdentity extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Cookie[] cookies = request.getCookies();
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
        && cookies != null
        && Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().equals(SessionCookie.NAME))) {
      ProblemWriter.write(
          request,
          response,
          Problem.invalid(
              HttpHeaders.AUTHORIZATION, "must not stand beside the cookie " + SessionCookie.NAME));
    } else {
      chain.doFilter(request, response);
    }
  }
}
