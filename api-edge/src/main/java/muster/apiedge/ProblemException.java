package muster.apiedge;

import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;

/** Ends a request with a problem, from wherever the request turns out to be impossible. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Without a stack trace: it is an answer, not a fault. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemException(ProblemType type) {
    this(Problem.of(type));
  }

  public static ProblemException invalid(String field, String message) {
    return new ProblemException(Problem.invalid(field, message));
  }

  /**
   * @param what the kind of thing, such as {@code alert}
   */
  public static ProblemException notFound(String what) {
    return new ProblemException(Problem.notFound(what));
  }

  public Problem problem() {
    return problem;
  }
}
