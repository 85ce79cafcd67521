package muster.notification.http;

import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** 400 for a field, parameter or header. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(Problem.invalid(field, message));
  }

  /** 503: not now, but soon. */
  public static ProblemException unavailable(String detail) {
    return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, detail));
  }

  Problem problem() {
    return problem;
  }
}
