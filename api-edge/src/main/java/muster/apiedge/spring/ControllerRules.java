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
import org.springframework.util.StringUtils;
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
 * separated by commas) and with a value, and what comes back is JSON where the mapping does not say
 * otherwise. A parameter that nobody reads, or that says nothing, would look like a filter and
 * filter nothing. The framework alone would write a success as {@code application/problem+json} or
 * {@code text/plain} for a client that accepts nothing else.
 */
@ControllerAdvice(annotations = RestController.class)
final class ControllerRules {
  /** Below it is what services offer; beside it are frameworks' own controllers. */
  private static final String API = "/api/";

  private final RequestedContentTypeResolver accepted;
  private final Map<Method, Parameters> knownParameters = new ConcurrentHashMap<>();

  ControllerRules(RequestedContentTypeResolver accepted) {
    this.accepted = accepted;
  }

  /**
   * Names of parameters.
   *
   * @param read those that the method takes
   * @param asked those that its mapping asks for; they may stand without a value
   */
  private record Parameters(Set<String> read, Set<String> asked) {
    boolean know(String name) {
      return read.contains(name) || asked.contains(name);
    }
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
    Parameters known =
        knownParameters.computeIfAbsent(handler.getMethod(), _ -> parametersOf(handler));
    List<FieldError> errors = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          if (!known.know(name)) {
            errors.add(new FieldError(GivenName.shown(name), "is not a known parameter"));
          } else if (values.size() > 1) {
            errors.add(new FieldError(name, "must be given once"));
          } else if (known.read().contains(name) && !StringUtils.hasLength(values.getFirst())) {
            errors.add(new FieldError(name, "must not be empty"));
          }
        });
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private static Parameters parametersOf(HandlerMethod handler) {
    Set<String> read = new HashSet<>();
    Set<String> asked = new HashSet<>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(RequestParam.class)) {
        read.add(Faults.name(parameter));
      }
    }
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
    if (mapping != null) {
      for (String condition : mapping.params()) {
        asked.add(condition.split("[!=]", 2)[0]);
      }
    }
    return new Parameters(Set.copyOf(read), Set.copyOf(asked));
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
