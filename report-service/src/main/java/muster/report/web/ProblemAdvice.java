package muster.report.web;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Every error as a problem detail that names the field at fault and nothing of what lies inside.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
      WebExchangeBindException e,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    List<FieldProblem> errors =
        e.getFieldErrors().stream()
            .map(
                error ->
                    new FieldProblem(error.getField(), String.valueOf(error.getDefaultMessage())))
            .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::message))
            .toList();
    return answer(Problem.invalid(errors), exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleServerWebInputException(
      ServerWebInputException e,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    if (caused(e, DataBufferLimitException.class) != null) {
      return answer(tooLarge(), exchange);
    }
    JacksonException json = caused(e, JacksonException.class);
    if (json != null) {
      return answer(unreadable(json), exchange);
    }
    var parameter = e.getMethodParameter();
    String name = parameter == null ? null : parameter.getParameterName();
    if (e.getCause() != null && name != null) {
      return answer(Problem.invalid(name, "has a value that is not possible"), exchange);
    }
    return answer(new Problem(ProblemType.MALFORMED, "the request has no readable body"), exchange);
  }

  @ExceptionHandler(DataBufferLimitException.class)
  Mono<ResponseEntity<Object>> handleTooLarge(ServerWebExchange exchange) {
    return answer(tooLarge(), exchange);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  Mono<ResponseEntity<Object>> handleDatabaseAway(Exception e, ServerWebExchange exchange) {
    LOG.warn("{} failed: {}", exchange.getRequest().getPath(), e.toString());
    Problem problem = new Problem(ProblemType.UNAVAILABLE, "the database can't be reached now");
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, SecurityConfiguration.RETRY_AFTER_SECONDS);
    return answer(problem, exchange);
  }

  @ExceptionHandler(Exception.class)
  Mono<ResponseEntity<Object>> handleBug(Exception e, ServerWebExchange exchange) {
    LOG.error(
        "{} {} failed", exchange.getRequest().getMethod(), exchange.getRequest().getPath(), e);
    ProblemDetail body =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR, "the request could not be carried out");
    body.setType(URI.create("/problems/internal"));
    return answer(
        new ErrorResponseException(HttpStatus.INTERNAL_SERVER_ERROR, body, null), exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> createResponseEntity(
      @Nullable Object body,
      @Nullable HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    if (body instanceof ProblemDetail problem) {
      HttpStatus known = HttpStatus.resolve(status.value());
      if (problem.getType() == null || problem.getType().toString().equals("about:blank")) {
        problem.setType(
            URI.create(
                "/problems/"
                    + (known == null
                        ? String.valueOf(status.value())
                        : known.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
      }
      problem.setInstance(URI.create(exchange.getRequest().getPath().value()));
    }
    return super.createResponseEntity(body, headers, status, exchange);
  }

  private static Problem unreadable(JacksonException json) {
    return switch (json) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(path(unknown), "is not a known field");
      case InvalidTypeIdException unknown -> Problem.invalid(typeField(unknown), "is not possible");
      case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
          Problem.invalid(
              path(wrong),
              "must be one of "
                  + List.of(wrong.getTargetType().getEnumConstants()).stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")));
      case DatabindException wrong when !wrong.getPath().isEmpty() ->
          Problem.invalid(path(wrong), "has a value that is not possible");
      default -> new Problem(ProblemType.MALFORMED, "the body is not the JSON that is expected");
    };
  }

  /** The field that says which kind of object follows. */
  private static String typeField(InvalidTypeIdException e) {
    String outer = path(e);
    return outer.isEmpty() ? "decision" : outer;
  }

  private static String path(DatabindException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static ErrorResponseException tooLarge() {
    ProblemDetail body =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONTENT_TOO_LARGE, "a request body has at most 64 KiB");
    body.setType(URI.create("/problems/too-large"));
    return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, body, null);
  }

  private Mono<ResponseEntity<Object>> answer(ErrorResponse problem, ServerWebExchange exchange) {
    return createResponseEntity(
        problem.getBody(), problem.getHeaders(), problem.getStatusCode(), exchange);
  }

  private static <T extends Throwable> @Nullable T caused(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
