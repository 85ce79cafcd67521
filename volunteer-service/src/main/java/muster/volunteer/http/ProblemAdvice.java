package muster.volunteer.http;

import java.util.List;
import muster.contracts.problem.FieldError;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Whatever goes wrong in a request, as problem details that leak nothing of the inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected Mono<ResponseEntity<Object>> handleServerWebInputException(
      ServerWebInputException e,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    if (find(e, DataBufferLimitException.class) != null) {
      return answer(tooLarge(), exchange);
    }
    JacksonException json = find(e, JacksonException.class);
    if (json != null) {
      FieldError error = JsonErrors.of(json);
      return answer(
          error.field().isEmpty()
              ? Problems.of(HttpStatus.BAD_REQUEST, "malformed", "the body " + error.message())
              : Problems.of(new Rejection.Invalid(List.of(error))),
          exchange);
    }
    if (e.getMethodParameter() != null && e.getMethodParameter().getParameterName() != null) {
      boolean body =
          e.getMethodParameter()
              .hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class);
      String name = e.getMethodParameter().getParameterName();
      return answer(
          body || name == null
              ? Problems.of(HttpStatus.BAD_REQUEST, "malformed", "a JSON body is required")
              : Problems.of(Rejection.Invalid.of(name, "has the wrong form")),
          exchange);
    }
    return answer(
        Problems.of(HttpStatus.BAD_REQUEST, "malformed", "the request is malformed"), exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleMissingRequestValueException(
      MissingRequestValueException e,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    return answer(Problems.of(Rejection.Invalid.of(e.getName(), "is required")), exchange);
  }

  /** Everything else the framework refuses keeps its status and gets one of our types. */
  @Override
  protected Mono<ResponseEntity<Object>> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      @Nullable HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    if (e instanceof Problems.Problem) {
      return super.handleExceptionInternal(e, body, headers, status, exchange);
    }
    if (find(e, DataBufferLimitException.class) != null) {
      return answer(tooLarge(), exchange);
    }
    HttpStatus known = HttpStatus.resolve(status.value());
    HttpStatus answered = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    if (answered.is5xxServerError()) {
      LOG.error("{} failed", exchange.getRequest().getPath(), e);
    }
    ProblemDetail detail =
        Problems.detail(
            answered,
            switch (answered) {
              case NOT_FOUND -> "not-found";
              case METHOD_NOT_ALLOWED -> "method-not-allowed";
              case NOT_ACCEPTABLE -> "not-acceptable";
              case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
              case CONTENT_TOO_LARGE -> "too-large";
              default -> answered.is5xxServerError() ? "internal" : "malformed";
            },
            answered.getReasonPhrase());
    return super.handleExceptionInternal(e, detail, headers, answered, exchange);
  }

  /** Security's own handlers know what to answer. */
  @ExceptionHandler
  Mono<ResponseEntity<Object>> unauthenticated(AuthenticationException e) {
    return Mono.error(e);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  Mono<ResponseEntity<Object>> databaseAway(Exception e, ServerWebExchange exchange) {
    LOG.warn("{} failed: {}", exchange.getRequest().getPath(), e.toString());
    Problems.Problem problem =
        Problems.of(
            HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "the database can't be reached now");
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, SecurityConfiguration.RETRY_AFTER_SECONDS);
    return answer(problem, exchange);
  }

  @ExceptionHandler
  Mono<ResponseEntity<Object>> unexpected(RuntimeException e, ServerWebExchange exchange) {
    LOG.error("{} failed", exchange.getRequest().getPath(), e);
    return answer(
        Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "an internal error"), exchange);
  }

  private static Problems.Problem tooLarge() {
    return Problems.of(
        HttpStatus.CONTENT_TOO_LARGE, "too-large", "the body is larger than 65536 bytes");
  }

  private Mono<ResponseEntity<Object>> answer(
      Problems.Problem problem, ServerWebExchange exchange) {
    return super.handleExceptionInternal(
        problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), exchange);
  }

  private static <T extends Throwable> @Nullable T find(Throwable start, Class<T> wanted) {
    for (Throwable e = start; e != null; e = e.getCause()) {
      if (wanted.isInstance(e)) {
        return wanted.cast(e);
      }
    }
    return null;
  }
}
