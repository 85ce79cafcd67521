package muster.volunteer.http;

import java.time.Duration;
import java.util.List;
import muster.apiedge.ProblemException;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;

/** This service's refusals as the problems that all services have. */
public final class Refusals {
  private Refusals() {}

  /**
   * @throws ProblemException for a refusal
   */
  public static <T> T orThrow(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Rejection rejection) -> throw of(rejection);
    };
  }

  /**
   * @param id of a path
   */
  public static String checkedId(String id) {
    FieldChecks checks = new FieldChecks();
    String checked = checks.id("id", id);
    return orThrow(checks.outcome(() -> checked));
  }

  public static ProblemException of(Rejection rejection) {
    return new ProblemException(
        switch (rejection) {
          case Rejection.Invalid(List<FieldError> errors) -> Problem.invalid(errors);
          case Rejection.NotAllowed() -> Problem.of(ProblemType.FORBIDDEN);
          case Rejection.OutOfScope() -> Problem.of(ProblemType.OUT_OF_SCOPE);
          case Rejection.Unknown(String what, _) -> Problem.notFound(what);
          case Rejection.Conflict(Rejection.Conflict.Reason reason, String detail) ->
              Problem.conflict(reason.name(), detail);
          case Rejection.TooSoon(Duration retryAfter) ->
              Problem.of(ProblemType.TOO_MANY_REQUESTS)
                  .withHeader(
                      "Retry-After",
                      Long.toString(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000L))));
        });
  }
}
