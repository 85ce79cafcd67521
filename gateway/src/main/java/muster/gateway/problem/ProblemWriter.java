package muster.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.http.HttpHeaders;

/** Writes a refusal as the answer, unless another answer has begun. */
public final class ProblemWriter {
  private ProblemWriter() {}

  public static void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = problem.toJson(request.getRequestURI());
    // Nothing of an answer that was being made, but what the browser was to remember: without the
    // cookie that a 401 brings, a page could not even log out.
    List<String> cookies = List.copyOf(response.getHeaders(HttpHeaders.SET_COOKIE));
    response.reset();
    cookies.forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie));
    response.setStatus(problem.type().status());
    response.setContentType(ProblemType.MEDIA_TYPE);
    problem.headers().forEach(response::setHeader);
    response.setContentLength(body.length);
    boolean unread = UnreadBody.isLeft(request);
    if (unread) {
      response.setHeader("Connection", "close");
    }
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    response.getOutputStream().close();
    if (unread) {
      UnreadBody.linger(request);
    }
  }
}
