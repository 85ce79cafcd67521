package muster.contracts.problem;

import java.util.Locale;

/**
 * Every kind of refusal, by its stable name: clients may switch on {@link #path()}. The same name,
 * title, status and, where a refusal is always the same, the same detail in all services.
 */
public enum ProblemType {
  /** Something in the request breaks a rule; {@code errors} says what, field by field. */
  VALIDATION(400, "The request is not valid", "The request is not valid."),
  /** The request itself, or its body, is broken. */
  MALFORMED(400, "The request can't be read", "The request can't be read."),
  /** No token, or one that doesn't count. */
  UNAUTHORIZED(
      401, "A token is needed", "Send a valid access token as Authorization: Bearer <token>."),
  /** The caller's roles don't do. */
  FORBIDDEN(403, "Not allowed", "None of your roles allows this."),
  /** The roles would do, but not here. */
  OUT_OF_SCOPE(403, "Outside your jurisdiction", "This is outside your jurisdiction."),
  NOT_FOUND(404, "Not found", "There is nothing at this path."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "This path does not take this method."),
  NOT_ACCEPTABLE(
      406, "Not acceptable", "None of the accepted media types can be produced at this path."),
  /** A header or body that its client begins and does not end in time. */
  REQUEST_TIMEOUT(408, "Too slow", "The request did not come in time."),
  /** What is asked for does not go with how things stand; {@code reason} is for machines. */
  CONFLICT(409, "Not possible now", "This does not go with how things stand."),
  /** report-service: a clue for an alert that has ended. */
  ALERT_OVER(409, "The alert is over", "The alert takes no more clues."),
  /** report-service: another decision has been taken before. */
  ALREADY_TRIAGED(409, "The report is triaged", "Another decision has been taken."),
  /** {@code If-Match} names another version than there is. */
  PRECONDITION_FAILED(
      412, "Changed in the meantime", "Somebody else has changed this; look at it again."),
  TOO_LARGE(413, "Too large", "The request's body is too large."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "Unsupported media type", "This path does not take a body of this media type."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "Idempotency-Key reused",
      "This Idempotency-Key was used for a request with another body."),
  TOO_MANY_REQUESTS(429, "Too many requests", "Too many requests; try again later."),
  HEADER_TOO_LARGE(431, "Header too large", "The request's header is too large."),
  INTERNAL(
      500,
      "Something went wrong",
      "The request could not be handled. The cause is in the service's log."),
  /**
   * A database, the issuer or something else that is needed is away; {@code Retry-After} is set.
   */
  UNAVAILABLE(
      503, "Not available now", "Something this service needs can't be reached; try again soon.");

  /** The media type of every problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The {@code Retry-After} of every {@link #UNAVAILABLE}. */
  public static final int RETRY_AFTER_SECONDS = 2;

  /** The {@code WWW-Authenticate} of every {@link #UNAUTHORIZED}. */
  public static final String CHALLENGE = "Bearer";

  private final String path;
  private final int status;
  private final String title;
  private final String detail;

  ProblemType(int status, String title, String detail) {
    this.path = "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /**
   * What a refusal is that a framework knows by its HTTP status alone.
   *
   * @param status 400 to 599; one without a type of its own is malformed below 500 and internal
   *     from there
   */
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 412 -> PRECONDITION_FAILED;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 422 -> IDEMPOTENCY_KEY_REUSED;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> HEADER_TOO_LARGE;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? MALFORMED : INTERNAL;
    };
  }

  /** The problem's {@code type}, such as {@code /problems/not-found}. */
  public String path() {
    return path;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What is said when there is nothing more to say. */
  public String detail() {
    return detail;
  }
}
