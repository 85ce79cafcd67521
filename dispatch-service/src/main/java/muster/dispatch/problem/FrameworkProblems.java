package muster.dispatch.problem;

import java.net.URI;
import org.springframework.http.ProblemDetail;

/** Gives the framework's own problem details a type, and all of them the path they are about. */
final class FrameworkProblems {
  private static final URI BLANK = URI.create("about:blank");

  private FrameworkProblems() {}

  static void complete(ProblemDetail problem, URI instance) {
    if (problem.getInstance() == null) {
      problem.setInstance(instance);
    }
    URI type = problem.getType();
    if (type == null || type.equals(BLANK)) {
      problem.setType(Problems.type(name(problem.getStatus())));
      if (problem.getStatus() == 404) {
        problem.setDetail("There is nothing at this path.");
      }
    }
  }

  private static String name(int status) {
    return switch (status) {
      case 400 -> "malformed";
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not-found";
      case 405 -> "method-not-allowed";
      case 406 -> "not-acceptable";
      case 413 -> "too-large";
      case 415 -> "unsupported-media-type";
      case 503 -> "unavailable";
      default -> status >= 500 ? "internal" : "refused";
    };
  }
}
