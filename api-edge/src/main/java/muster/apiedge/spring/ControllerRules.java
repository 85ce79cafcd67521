package muster.apiedge.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import muster.apiedge.ProblemException;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * What holds for every method of every controller, before it runs, so that nobody has to say it
 * there: a parameter that takes one value is given once, and what comes back is JSON where the
 * mapping does not say otherwise. The framework alone would write a success as {@code
 * application/problem+json} or {@code text/plain} for a client that accepts nothing else.
 */
@ControllerAdvice(annotations = RestController.class)
final class ControllerRules {
  private final RequestedContentTypeResolver accepted;
  private final Map<Method, Set<String>> singleParameters = new ConcurrentHashMap<>();

  ControllerRules(RequestedContentTypeResolver accepted) {
    this.accepted = accepted;
  }

  /** The framework runs it before the controller's method, and on the same terms. */
  @ModelAttribute
  void check(ServerWebExchange exchange) {
    if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
        instanceof HandlerMethod handler) {
      requireSingleValues(handler, exchange.getRequest().getQueryParams());
      if (exchange.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null) {
        requireJsonAccepted(exchange);
      }
    }
  }

  private void requireSingleValues(HandlerMethod handler, MultiValueMap<String, String> given) {
    if (given.isEmpty()) {
      return;
    }
    List<FieldError> errors =
        singleParameters
            .computeIfAbsent(handler.getMethod(), _ -> singleParametersOf(handler))
            .stream()
            .filter(name -> given.getOrDefault(name, List.of()).size() > 1)
            .map(name -> new FieldError(name, "must be given once"))
            .toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private static Set<String> singleParametersOf(HandlerMethod handler) {
    return Arrays.stream(handler.getMethodParameters())
        .filter(ControllerRules::takesOneValue)
        .map(Faults::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean takesOneValue(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return parameter.hasParameterAnnotation(RequestParam.class)
        && !type.isArray()
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type);
  }

  private void requireJsonAccepted(ServerWebExchange exchange) {
    boolean json =
        accepted.resolveMediaTypes(exchange).stream()
            .anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
    if (!json) {
      throw new ProblemException(ProblemType.NOT_ACCEPTABLE);
    }
    exchange
        .getAttributes()
        .put(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, Set.of(MediaType.APPLICATION_JSON));
  }
}
