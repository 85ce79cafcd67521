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
import java.util.Locale;
import java.util.TreeSet;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Makes every error of the service, the framework's own ones too, a problem of the catalogue, to
 * the byte as the other services answer it.
 */
@Singleton
final class Problems implements ErrorResponseProcessor<byte[]> {
  private static final String BEARER = "bearer ";

  /** What the framework itself has found, of which no more than the status counts. */
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemType type = ProblemType.ofStatus(response.code());
    String allowed = response.getHeaders().get(HttpHeaders.ALLOW);
    if (allowed != null) {
      response
          .getHeaders()
          .set(HttpHeaders.ALLOW, String.join(", ", new TreeSet<>(List.of(allowed.split(", ?")))));
    }
    boolean badToken = type == ProblemType.UNAUTHORIZED && hasToken(context.getRequest());
    return answer(
        context.getRequest(), response, badToken ? Problem.invalidToken() : Problem.of(type));
  }

  /** What this service itself has found. */
  @Singleton
  @Produces
  static final class OfThisService implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException refused) {
      return answer(request, HttpResponse.ok(), refused.problem());
    }
  }

  private static MutableHttpResponse<byte[]> answer(
      HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem) {
    byte @Nullable [] body =
        request.getMethod() == HttpMethod.HEAD
            ? null
            : problem.toJson(request.getUri().getRawPath());
    MutableHttpResponse<byte[]> answer = response.body(body);
    problem.headers().forEach((name, value) -> answer.getHeaders().set(name, value));
    return answer
        .status(HttpStatus.valueOf(problem.type().status()))
        .contentType(ProblemType.MEDIA_TYPE);
  }

  private static boolean hasToken(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
  }
}
