package muster.apiedge;

import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Whether a caller's jurisdiction reaches as far as a request does. */
public final class Scope {
  private Scope() {}

  /**
   * For a thing that is of one jurisdiction.
   *
   * @throws ProblemException {@code out-of-scope}
   */
  public static void require(Caller caller, JurisdictionCode jurisdiction) {
    if (!caller.covers(jurisdiction)) {
      throw new ProblemException(ProblemType.OUT_OF_SCOPE);
    }
  }

  /**
   * For a list: the narrower of what is asked for and what the caller is responsible for.
   *
   * @param asked null when the request names none
   * @throws ProblemException {@code out-of-scope} when neither lies in the other, or the caller has
   *     no jurisdiction
   */
  public static JurisdictionCode within(Caller caller, @Nullable JurisdictionCode asked) {
    JurisdictionCode scope =
        caller.scope().orElseThrow(() -> new ProblemException(ProblemType.OUT_OF_SCOPE));
    if (asked == null || asked.covers(scope)) {
      return scope;
    }
    if (scope.covers(asked)) {
      return asked;
    }
    throw new ProblemException(Problem.outOfScope(asked.value()));
  }
}
