package muster.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whatever goes wrong in a filter, or is an error to the framework, becomes a problem. */
final class FaultFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletResponse answering = new ErrorsAsProblems(request, response);
    try {
      chain.doFilter(request, answering);
    } catch (IOException | ServletException | RuntimeException fault) {
      Optional<Problem> problem =
          Faults.problem(fault, request.getMethod() + " " + request.getRequestURI());
      if (response.isCommitted()) {
        throw fault; // breaks the connection off
      }
      if (problem.isPresent()) {
        ProblemWriter.write(request, response, problem.get());
      }
    }
  }

  /** Instead of the container's error page. */
  private static final class ErrorsAsProblems extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    ErrorsAsProblems(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public void sendError(int status) throws IOException {
      ProblemWriter.write(
          request, (HttpServletResponse) getResponse(), Problem.of(ProblemType.ofStatus(status)));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      sendError(status);
    }
  }
}
