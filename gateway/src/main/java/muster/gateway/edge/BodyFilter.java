package muster.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds the bodies of all requests to their pace. */
final class BodyFilter extends OncePerRequestFilter {
  private final Set<BodyPace> open = ConcurrentHashMap.newKeySet();
  private final Duration timeout;

  BodyFilter(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
      chain.doFilter(request, response);
      return;
    }
    BodyPace pace = new BodyPace(request, timeout);
    open.add(pace);
    try {
      chain.doFilter(new PacedRequest(request, pace), response);
    } finally {
      open.remove(pace);
    }
  }

  void look() {
    long now = System.nanoTime();
    open.forEach(pace -> pace.look(now));
  }

  private static final class PacedRequest extends HttpServletRequestWrapper {
    private final BodyPace pace;
    private @Nullable ServletInputStream paced;

    PacedRequest(HttpServletRequest request, BodyPace pace) {
      super(request);
      this.pace = pace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream before = paced;
      if (before != null) {
        return before;
      }
      ServletInputStream now = new PacedStream(super.getInputStream(), pace);
      paced = now;
      return now;
    }

    /**
     * Of the query alone. The server would look for more of them in the body of a form: at the
     * client's own pace, and the service behind would get nothing of it any more.
     */
    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, List<String>> read = new LinkedHashMap<>();
      String query = getQueryString();
      for (String pair : query == null ? new String[0] : query.split("&")) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = equals < 0 ? pair : pair.substring(0, equals);
          String value = equals < 0 ? "" : pair.substring(equals + 1);
          read.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
        }
      }
      Map<String, String[]> all = new LinkedHashMap<>();
      read.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
      return all;
    }

    /** What is no target by the rules of all services does not come as far as this. */
    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = getParameterMap().get(name);
      return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(getParameterMap().keySet());
    }
  }

  private static final class PacedStream extends ServletInputStream {
    private final ServletInputStream in;
    private final BodyPace pace;

    PacedStream(ServletInputStream in, BodyPace pace) {
      this.in = in;
      this.pace = pace;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return pace.paced(() -> in.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
