package muster.dispatch.problem;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Turns what controllers throw into problem details. A client's fault is never logged. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
      WebExchangeBindException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    List<Problems.FieldError> errors = new ArrayList<>();
    for (var error : fault.getAllErrors()) {
      String field = error instanceof FieldError named ? named.getField() : error.getObjectName();
      errors.add(new Problems.FieldError(field, String.valueOf(error.getDefaultMessage())));
    }
    errors.sort(Comparator.comparing(Problems.FieldError::field));
    return answer(fault, Problems.validation(errors), headers, exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleHandlerMethodValidationException(
      HandlerMethodValidationException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    List<Problems.FieldError> errors = new ArrayList<>();
    for (var result : fault.getParameterValidationResults()) {
      if (result instanceof ParameterErrors body) {
        body.getFieldErrors()
            .forEach(
                error ->
                    errors.add(
                        new Problems.FieldError(
                            error.getField(), String.valueOf(error.getDefaultMessage()))));
      } else {
        result
            .getResolvableErrors()
            .forEach(
                error ->
                    errors.add(
                        new Problems.FieldError(
                            name(result.getMethodParameter()),
                            String.valueOf(error.getDefaultMessage()))));
      }
    }
    errors.sort(Comparator.comparing(Problems.FieldError::field));
    return answer(fault, Problems.validation(errors), headers, exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleMissingRequestValueException(
      MissingRequestValueException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    return answer(
        fault,
        Problems.validation(List.of(new Problems.FieldError(fault.getName(), "is missing"))),
        headers,
        exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleServerWebInputException(
      ServerWebInputException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    return answer(fault, explain(fault), headers, exchange);
  }

  @ExceptionHandler({
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    DataAccessResourceFailureException.class,
    TransactionException.class
  })
  Mono<ResponseEntity<Object>> unavailable(Exception fault, ServerWebExchange exchange) {
    log.warn("{} failed: {}", exchange.getRequest().getPath(), fault.toString());
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "1");
    return answer(fault, Problems.unavailable(), headers, exchange);
  }

  @ExceptionHandler
  Mono<ResponseEntity<Object>> unexpected(Throwable fault, ServerWebExchange exchange) {
    log.error("{} failed", exchange.getRequest().getPath(), fault);
    return answer(null, Problems.internal(), new HttpHeaders(), exchange);
  }

  private static ProblemDetail explain(ServerWebInputException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return JsonFaults.explain(json);
      }
      if (cause instanceof DataBufferLimitException) {
        return ProblemDetail.forStatus(HttpStatus.CONTENT_TOO_LARGE);
      }
    }
    MethodParameter parameter = fault.getMethodParameter();
    if (fault.getCause() instanceof TypeMismatchException && parameter != null) {
      return Problems.validation(
          List.of(new Problems.FieldError(name(parameter), "has a value of the wrong form")));
    }
    return Problems.malformed("The request has no body, or one that can't be read.");
  }

  private static String name(MethodParameter parameter) {
    var header = parameter.getParameterAnnotation(RequestHeader.class);
    if (header != null && !header.value().isEmpty()) {
      return header.value();
    }
    String name = parameter.getParameterName();
    return name == null ? "parameter" : name;
  }

  private Mono<ResponseEntity<Object>> answer(
      @Nullable Exception fault,
      ProblemDetail problem,
      HttpHeaders headers,
      ServerWebExchange exchange) {
    HttpStatus status = HttpStatus.valueOf(problem.getStatus());
    return fault == null
        ? createResponseEntity(problem, headers, status, exchange)
        : handleExceptionInternal(fault, problem, headers, status, exchange);
  }

  /** Everything passes here: those of the framework get a type of ours. */
  @Override
  protected Mono<ResponseEntity<Object>> createResponseEntity(
      @Nullable Object body,
      @Nullable HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    if (body instanceof ProblemDetail problem) {
      FrameworkProblems.complete(problem, URI.create(exchange.getRequest().getPath().value()));
    }
    return super.createResponseEntity(body, headers, status, exchange);
  }
}
