package muster.apiedge.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import muster.apiedge.ProblemException;
import muster.apiedge.json.JsonFaults;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.time.TimeRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.util.ClassUtils;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/**
 * What to answer for anything that went wrong. A client's fault is never logged; what is this
 * service's own is, and the client learns nothing of it.
 */
final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);
  private static final boolean WITH_DATABASE =
      ClassUtils.isPresent(
          "org.springframework.transaction.TransactionException", Faults.class.getClassLoader());

  private Faults() {}

  static Problem problem(Throwable fault, ServerWebExchange exchange) {
    return switch (fault) {
      case ProblemException known -> known.problem();
      case WebExchangeBindException invalid -> Problem.invalid(errors(invalid));
      case HandlerMethodValidationException invalid when !invalid.isForReturnValue() ->
          Problem.invalid(errors(invalid));
      case MissingRequestValueException missing ->
          Problem.invalid(missing.getName(), Required.MESSAGE);
      case ServerWebInputException input -> unreadable(input);
      case MethodNotAllowedException method -> methodNotAllowed(method);
      case DataBufferLimitException tooLarge -> Problem.of(ProblemType.TOO_LARGE);
      case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
          causedBy(fault, DataBufferLimitException.class).isPresent()
              ? Problem.of(ProblemType.TOO_LARGE)
              : Problem.of(ProblemType.ofStatus(known.getStatusCode().value()));
      default -> ours(fault, exchange);
    };
  }

  private static Problem ours(Throwable fault, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    if (WITH_DATABASE && DatabaseAway.isBehind(fault)) {
      log.warn("{} {} failed: {}", request.getMethod(), request.getPath(), fault.toString());
      return Problem.of(ProblemType.UNAVAILABLE);
    }
    if (fault instanceof ErrorResponse known && known.getStatusCode().value() == 503) {
      return Problem.of(ProblemType.UNAVAILABLE);
    }
    log.error("{} {} failed", request.getMethod(), request.getPath(), fault);
    return Problem.of(ProblemType.INTERNAL);
  }

  private static List<FieldError> errors(WebExchangeBindException fault) {
    return fault.getAllErrors().stream().map(Faults::error).toList();
  }

  private static FieldError error(ObjectError error) {
    String field =
        error instanceof org.springframework.validation.FieldError named
            ? named.getField()
            : error.getObjectName();
    return new FieldError(field, message(error));
  }

  private static List<FieldError> errors(HandlerMethodValidationException fault) {
    List<FieldError> errors = new ArrayList<>();
    for (var result : fault.getParameterValidationResults()) {
      if (result instanceof ParameterErrors body) {
        body.getAllErrors().forEach(error -> errors.add(error(error)));
      } else {
        String name = name(result.getMethodParameter());
        result
            .getResolvableErrors()
            .forEach(error -> errors.add(new FieldError(name, message(error))));
      }
    }
    return errors;
  }

  private static String message(MessageSourceResolvable error) {
    return String.valueOf(error.getDefaultMessage());
  }

  private static Problem unreadable(ServerWebInputException fault) {
    if (causedBy(fault, DataBufferLimitException.class).isPresent()) {
      return Problem.of(ProblemType.TOO_LARGE);
    }
    Optional<JacksonException> json = causedBy(fault, JacksonException.class);
    if (json.isPresent()) {
      return JsonFaults.problem(json.get());
    }
    MethodParameter parameter = fault.getMethodParameter();
    if (parameter != null && causedBy(fault, TypeMismatchException.class).isPresent()) {
      boolean time =
          causedBy(fault, IllegalArgumentException.class)
              .filter(cause -> TimeRange.OUTSIDE.equals(cause.getMessage()))
              .isPresent();
      return Problem.invalid(name(parameter), time ? TimeRange.OUTSIDE : JsonFaults.WRONG_FORM);
    }
    return parameter == null ? Problem.of(ProblemType.MALFORMED) : Problem.unreadableBody();
  }

  private static Problem methodNotAllowed(MethodNotAllowedException fault) {
    String allowed =
        fault.getSupportedMethods().stream()
            .map(HttpMethod::name)
            .sorted()
            .collect(Collectors.joining(", "));
    Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED);
    return allowed.isEmpty() ? problem : problem.withHeader("Allow", allowed);
  }

  /** As the client wrote it. */
  static String name(MethodParameter parameter) {
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    if (header != null && !header.name().isEmpty()) {
      return header.name();
    }
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    if (query != null && !query.name().isEmpty()) {
      return query.name();
    }
    String name = parameter.getParameterName();
    return name == null ? "parameter" : name;
  }

  /** The outermost of this class, but for the fault itself. */
  private static <T extends Throwable> Optional<T> causedBy(Throwable fault, Class<T> wanted) {
    for (@Nullable Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (wanted.isInstance(cause)) {
        return Optional.of(wanted.cast(cause));
      }
    }
    return Optional.empty();
  }
}
