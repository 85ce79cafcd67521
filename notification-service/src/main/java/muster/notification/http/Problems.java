package muster.notification.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes every error of the service, the framework's own ones too, a problem detail. */
@Singleton
final class Problems implements ErrorResponseProcessor<Problem> {
  static final String CONTENT_TYPE = "application/problem+json";

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return answer(
        context.getRequest(),
        response,
        typeOf(response.status()),
        detailOf(response.status()),
        List.of());
  }

  /** Errors that this service itself has found. */
  @Singleton
  @Produces
  static final class OfThisService implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException problem) {
      MutableHttpResponse<Problem> response =
          answer(
              request,
              HttpResponse.status(problem.status()),
              problem.type(),
              problem.getMessage(),
              problem.errors());
      Integer retryAfter = problem.retryAfterSeconds();
      return retryAfter == null
          ? response
          : response.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
    }
  }

  private static MutableHttpResponse<Problem> answer(
      HttpRequest<?> request,
      MutableHttpResponse<?> response,
      String type,
      String detail,
      List<Problem.FieldError> errors) {
    HttpStatus status = response.status();
    @Nullable Problem body =
        request.getMethod() == HttpMethod.HEAD
            ? null
            : new Problem(
                type,
                status.getReason(),
                status.getCode(),
                detail,
                request.getPath(),
                errors.isEmpty() ? null : errors);
    MutableHttpResponse<Problem> problem = response.body(body);
    return problem.contentType(CONTENT_TYPE);
  }

  private static String typeOf(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "/problems/malformed";
      case UNAUTHORIZED -> "/problems/unauthorized";
      case FORBIDDEN -> "/problems/forbidden";
      case NOT_FOUND -> "/problems/not-found";
      case METHOD_NOT_ALLOWED -> "/problems/method-not-allowed";
      case NOT_ACCEPTABLE -> "/problems/not-acceptable";
      case REQUEST_ENTITY_TOO_LARGE -> "/problems/too-large";
      case UNSUPPORTED_MEDIA_TYPE -> "/problems/unsupported-media-type";
      case SERVICE_UNAVAILABLE -> "/problems/unavailable";
      default -> status.getCode() >= 500 ? "/problems/internal" : "/problems/request";
    };
  }

  /** Never what an exception says: that is for the log. */
  private static String detailOf(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request can't be read.";
      case UNAUTHORIZED -> "A valid bearer token is needed.";
      case FORBIDDEN -> "The account's roles do not allow this.";
      case NOT_FOUND -> "There is nothing at this path.";
      case METHOD_NOT_ALLOWED -> "This path does not take this method.";
      case NOT_ACCEPTABLE -> "None of the accepted media types can be produced here.";
      case REQUEST_ENTITY_TOO_LARGE -> "The request's body is too large.";
      case UNSUPPORTED_MEDIA_TYPE -> "The request's body has to be application/json.";
      case SERVICE_UNAVAILABLE -> "The service can't answer now; try again soon.";
      default ->
          status.getCode() >= 500
              ? "Something went wrong here; it has been logged."
              : "The request was refused.";
    };
  }
}
