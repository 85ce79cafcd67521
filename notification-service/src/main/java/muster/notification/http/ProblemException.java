package muster.notification.http;

import io.micronaut.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String type;
  private final transient List<Problem.FieldError> errors;
  private final @Nullable Integer retryAfterSeconds;

  private ProblemException(
      HttpStatus status,
      String type,
      String detail,
      List<Problem.FieldError> errors,
      @Nullable Integer retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** 400 for a field, parameter or header. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "/problems/validation",
        field + ": " + message,
        List.of(new Problem.FieldError(field, message)),
        null);
  }

  public static ProblemException malformed(String detail) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "/problems/malformed", detail, List.of(), null);
  }

  public static ProblemException forbidden(String detail) {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "/problems/forbidden", detail, List.of(), null);
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "/problems/not-found", detail, List.of(), null);
  }

  /** 503: not now, but soon. */
  public static ProblemException unavailable(String detail, int retryAfterSeconds) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "/problems/unavailable",
        detail,
        List.of(),
        retryAfterSeconds);
  }

  HttpStatus status() {
    return status;
  }

  String type() {
    return type;
  }

  List<Problem.FieldError> errors() {
    return errors;
  }

  @Nullable Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
