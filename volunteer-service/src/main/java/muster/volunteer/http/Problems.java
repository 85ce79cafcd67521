package muster.volunteer.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.FieldError;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Refusals as problem details (RFC 9457). */
public final class Problems {
  private static final String TYPES = "/problems/";

  private Problems() {}

  /** A refusal on its way out of a controller. */
  public static final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    Problem(HttpStatus status, ProblemDetail detail) {
      super(status, detail, null);
    }

    public Problem with(String property, Object value) {
      getBody().setProperty(property, value);
      return this;
    }
  }

  public static <T> T orThrow(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Rejection rejection) -> throw of(rejection);
    };
  }

  /** The first question of each endpoint: is a caller of these roles welcome at all? */
  public static void refuse(Optional<Rejection> rejection) {
    if (rejection.isPresent()) {
      throw of(rejection.get());
    }
  }

  public static Problem of(Rejection rejection) {
    return switch (rejection) {
      case Rejection.Invalid(List<FieldError> errors) ->
          of(HttpStatus.BAD_REQUEST, "validation", summary(errors)).with("errors", errors);
      case Rejection.NotAllowed(String reason) -> of(HttpStatus.FORBIDDEN, "forbidden", reason);
      case Rejection.OutOfScope(JurisdictionCode jurisdiction) ->
          of(HttpStatus.FORBIDDEN, "out-of-scope", jurisdiction + " is outside your jurisdiction");
      case Rejection.Unknown(String what, String id) ->
          of(HttpStatus.NOT_FOUND, "not-found", "no %s %s".formatted(what, id));
      case Rejection.Conflict(String reason) -> of(HttpStatus.CONFLICT, "conflict", reason);
      case Rejection.TooSoon(Duration retryAfter) -> {
        Problem problem =
            of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "too soon after the last report");
        long seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000L));
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        yield problem;
      }
    };
  }

  /**
   * @param type the last part of the problem's stable URI
   */
  public static Problem of(HttpStatus status, String type, String detail) {
    return new Problem(status, detail(status, type, detail));
  }

  static ProblemDetail detail(HttpStatus status, String type, String text) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
    detail.setType(URI.create(TYPES + type));
    return detail;
  }

  private static String summary(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String text = first.field() + " " + first.message();
    return errors.size() == 1 ? text : text + " (and %d more)".formatted(errors.size() - 1);
  }
}
