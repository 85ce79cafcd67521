package muster.apiedge;

import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.place.JurisdictionCode.Level;
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
   * For what concerns a service as a whole, and nobody's jurisdiction alone: a city is the least
   * for which somebody keeps one running.
   *
   * @throws ProblemException {@code out-of-scope}
   */
  public static void requireCity(Caller caller) {
    if (caller.scope().filter(scope -> scope.level().compareTo(Level.CITY) <= 0).isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.OUT_OF_SCOPE, "This is for whoever has a whole city in scope."));
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
