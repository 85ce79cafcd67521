package muster.report.web;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** Every kind of refusal there is, by its stable name. */
public enum ProblemType {
  VALIDATION("validation", "The request is not valid", HttpStatus.BAD_REQUEST),
  MALFORMED("malformed", "The request can't be read", HttpStatus.BAD_REQUEST),
  UNAUTHENTICATED("unauthenticated", "A valid token is needed", HttpStatus.UNAUTHORIZED),
  FORBIDDEN("forbidden", "Not allowed", HttpStatus.FORBIDDEN),
  NOT_FOUND("not-found", "There is no such thing", HttpStatus.NOT_FOUND),
  ALERT_OVER("alert-over", "The alert is over", HttpStatus.CONFLICT),
  ALREADY_TRIAGED("already-triaged", "The report is triaged", HttpStatus.CONFLICT),
  KEY_REUSED(
      "idempotency-key-reused",
      "The idempotency key was used for another request",
      HttpStatus.UNPROCESSABLE_CONTENT),
  UNAVAILABLE("unavailable", "Not available now", HttpStatus.SERVICE_UNAVAILABLE);

  private final URI uri;
  private final String title;
  private final HttpStatus status;

  ProblemType(String name, String title, HttpStatus status) {
    this.uri = URI.create("/problems/" + name);
    this.title = title;
    this.status = status;
  }

  public URI uri() {
    return uri;
  }

  public String title() {
    return title;
  }

  public HttpStatus status() {
    return status;
  }
}
