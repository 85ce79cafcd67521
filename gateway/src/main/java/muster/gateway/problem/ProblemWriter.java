package muster.gateway.problem;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.http.HttpHeaders;

/** Writes a refusal as the answer, unless another answer has begun. */
public final class ProblemWriter {
  /** For what a client still sends: closing at once would take the answer away from it. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int LINGER_BYTES = 1024 * 1024;

  private ProblemWriter() {}

  public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
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
    boolean unread = isUnread(request);
    if (unread) {
      response.setHeader("Connection", "close");
    }
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    response.getOutputStream().close();
    if (unread) {
      drain(request.getInputStream());
    }
  }

  private static boolean isUnread(HttpServletRequest request) throws IOException {
    return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
        && !request.getInputStream().isFinished();
  }

  private static void drain(ServletInputStream in) {
    long end = System.nanoTime() + LINGER.toNanos();
    byte[] buffer = new byte[8 * 1024];
    int drained = 0;
    try {
      while (!in.isFinished() && drained < LINGER_BYTES && System.nanoTime() - end < 0) {
        if (in.available() > 0) {
          int read = in.read(buffer);
          if (read < 0) {
            return;
          }
          drained += read;
        } else {
          LockSupport.parkNanos(LOOK.toNanos());
        }
      }
    } catch (IOException e) {
      return; // the client is gone, and with it whoever would read the answer
    }
  }
}
