package muster.apiedge.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.apiedge.GivenName;
import muster.apiedge.ProblemException;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * What holds for every method of every controller, before it runs, so that nobody has to say it
 * there: a query names parameters that the method knows, each of them once (several values are
 * separated by commas), and what comes back is JSON where the mapping does not say otherwise. A
 * parameter that nobody reads would look like a filter and filter nothing. The framework alone
 * would write a success as {@code application/problem+json} or {@code text/plain} for a client that
 * accepts nothing else.
 */
@ControllerAdvice(annotations = RestController.class)
final class ControllerRules {
  /** Below it is what services offer; beside it are frameworks' own controllers. */
  private static final String API = "/api/";

  private final RequestedContentTypeResolver accepted;
  private final Map<Method, Set<String>> knownParameters = new ConcurrentHashMap<>();

  ControllerRules(RequestedContentTypeResolver accepted) {
    this.accepted = accepted;
  }

  /** The framework runs it before the controller's method, and on the same terms. */
  @ModelAttribute
  void check(ServerWebExchange exchange) {
    if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
        instanceof HandlerMethod handler) {
      var request = exchange.getRequest();
      if (request.getPath().value().startsWith(API)) {
        requireKnownParameters(handler, request.getQueryParams());
      }
      if (exchange.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null) {
        requireJsonAccepted(exchange);
      }
    }
  }

  private void requireKnownParameters(HandlerMethod handler, MultiValueMap<String, String> given) {
    if (given.isEmpty()) {
      return;
    }
    Set<String> known =
        knownParameters.computeIfAbsent(
            handler.getMethod(), _ -> Set.copyOf(parametersOf(handler)));
    List<FieldError> errors = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            errors.add(new FieldError(GivenName.shown(name), "is not a known parameter"));
          } else if (values.size() > 1) {
            errors.add(new FieldError(name, "must be given once"));
          }
        });
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  /** Those that it takes, and those that its mapping asks for. */
  private static Set<String> parametersOf(HandlerMethod handler) {
    Set<String> names = new HashSet<>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(RequestParam.class)) {
        names.add(Faults.name(parameter));
      }
    }
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
    if (mapping != null) {
      for (String condition : mapping.params()) {
        names.add(condition.split("[!=]", 2)[0]);
      }
    }
    return names;
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
