package muster.dispatch.problem;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The problems this service answers with. Types are stable: clients may switch on them. */
public final class Problems {

  /**
   * What is wrong with one field; {@code field} is the path in the body, or a header or parameter.
   */
  public record FieldError(String field, String message) {}

  private Problems() {}

  public static ErrorResponseException invalid(String field, String message) {
    return thrown(validation(List.of(new FieldError(field, message))));
  }

  public static ErrorResponseException forbidden(String detail) {
    return thrown(of(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", detail));
  }

  public static ErrorResponseException notFound(String what) {
    return thrown(
        of(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is no such " + what + "."));
  }

  /**
   * What is asked for does not go with how things stand.
   *
   * @param reason machine-readable, such as {@code ALERT_OVER}
   */
  public static ErrorResponseException conflict(String reason, String detail) {
    ProblemDetail problem = of(HttpStatus.CONFLICT, "conflict", "Not possible now", detail);
    problem.setProperty("reason", reason);
    return thrown(problem);
  }

  public static ErrorResponseException idempotencyKeyReused() {
    return thrown(
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "idempotency-key-reused",
            "Idempotency-Key reused",
            "This Idempotency-Key was used for a request with another body."));
  }

  static ProblemDetail validation(List<FieldError> errors) {
    ProblemDetail problem =
        of(
            HttpStatus.BAD_REQUEST,
            "validation",
            "The request is not valid",
            errors.isEmpty()
                ? "The request is not valid."
                : errors.getFirst().field() + " " + errors.getFirst().message() + ".");
    problem.setProperty("errors", errors);
    return problem;
  }

  static ProblemDetail malformed(String detail) {
    return of(HttpStatus.BAD_REQUEST, "malformed", "The request can't be read", detail);
  }

  static ProblemDetail unauthorized() {
    return of(
        HttpStatus.UNAUTHORIZED,
        "unauthorized",
        "A token is needed",
        "Send a valid access token as Authorization: Bearer <token>.");
  }

  static ProblemDetail forbiddenForRole() {
    return of(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", "None of your roles allows this.");
  }

  static ProblemDetail unavailable() {
    return of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "Not available now",
        "Something this service needs can't be reached; try again soon.");
  }

  static ProblemDetail internal() {
    return of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong",
        "The request could not be handled. The cause is in the service's log.");
  }

  static URI type(String name) {
    return URI.create("/problems/" + name);
  }

  private static ProblemDetail of(HttpStatus status, String type, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(type(type));
    problem.setTitle(title);
    return problem;
  }

  private static ErrorResponseException thrown(ProblemDetail problem) {
    return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
  }
}
