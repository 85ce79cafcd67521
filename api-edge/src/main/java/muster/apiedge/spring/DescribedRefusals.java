package muster.apiedge.spring;

import static muster.contracts.problem.ProblemType.CONFLICT;
import static muster.contracts.problem.ProblemType.FORBIDDEN;
import static muster.contracts.problem.ProblemType.HEADER_TOO_LARGE;
import static muster.contracts.problem.ProblemType.IDEMPOTENCY_KEY_REUSED;
import static muster.contracts.problem.ProblemType.MALFORMED;
import static muster.contracts.problem.ProblemType.NOT_ACCEPTABLE;
import static muster.contracts.problem.ProblemType.NOT_FOUND;
import static muster.contracts.problem.ProblemType.OUT_OF_SCOPE;
import static muster.contracts.problem.ProblemType.REQUEST_TIMEOUT;
import static muster.contracts.problem.ProblemType.TOO_LARGE;
import static muster.contracts.problem.ProblemType.TOO_MANY_REQUESTS;
import static muster.contracts.problem.ProblemType.UNAUTHORIZED;
import static muster.contracts.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;
import static muster.contracts.problem.ProblemType.VALIDATION;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.problem.ProblemType;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * Which refusals an operation can give, from what its method takes: what the edge refuses for all
 * of them, and what follows from a caller, a path's variable, a body, a key. What can't be seen
 * there stands on the method: {@link AlsoRefuses}, {@link NeverInConflict}.
 */
final class DescribedRefusals implements GlobalOperationCustomizer {
  static final String PROBLEM = "Problem";

  /** The header that makes a change depend on what its sender has read. */
  private static final String IF_MATCH = "If-Match";

  private static final String PRECONDITION_FAILED = "412";
  private static final String OK = "200";
  private static final String CREATED = "201";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    ApiResponses responses = operation.getResponses();
    if (responses == null) {
      responses = new ApiResponses();
      operation.setResponses(responses);
    }
    nameCreated(responses, method);
    for (Map.Entry<String, String> refusal : refusals(method).entrySet()) {
      responses.addApiResponse(refusal.getKey(), problem(refusal.getValue()));
    }
    responses.setDefault(problem("Refused, as RFC 9457 says it"));
    return operation;
  }

  static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    ProblemType.MEDIA_TYPE,
                    new MediaType()
                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
  }

  /** A method answers with a whole response where it has made something and says where it is. */
  private static void nameCreated(ApiResponses responses, HandlerMethod method) {
    ApiResponse ok = responses.get(OK);
    if (ok != null
        && !responses.containsKey(CREATED)
        && ResponseEntity.class.isAssignableFrom(method.getMethod().getReturnType())) {
      responses.remove(OK);
      responses.addApiResponse(CREATED, ok.description("Created"));
    }
  }

  /** By status, in order; a status may have several reasons. */
  private static Map<String, String> refusals(HandlerMethod method) {
    Map<String, String> refusals = new TreeMap<>();
    Stream.of(
            VALIDATION,
            MALFORMED,
            UNAUTHORIZED,
            NOT_ACCEPTABLE,
            REQUEST_TIMEOUT,
            TOO_MANY_REQUESTS,
            HEADER_TOO_LARGE)
        .forEach(type -> add(refusals, type));
    if (takes(method, Caller.class)) {
      add(refusals, FORBIDDEN);
      add(refusals, OUT_OF_SCOPE);
    }
    if (isAnnotated(method, PathVariable.class)) {
      add(refusals, NOT_FOUND);
    }
    if (changesThings(method)) {
      add(refusals, CONFLICT);
    }
    if (isAnnotated(method, RequestBody.class) || takes(method, ServerHttpRequest.class)) {
      add(refusals, TOO_LARGE);
      add(refusals, UNSUPPORTED_MEDIA_TYPE);
    }
    if (takesHeader(method, IdempotencyKey.HEADER)) {
      add(refusals, IDEMPOTENCY_KEY_REUSED);
    }
    if (takesHeader(method, IF_MATCH)) {
      refusals.put(PRECONDITION_FAILED, "Changed since it was read");
    }
    AlsoRefuses also = method.getMethodAnnotation(AlsoRefuses.class);
    if (also != null) {
      Stream.of(also.value()).forEach(type -> add(refusals, type));
    }
    return refusals;
  }

  private static void add(Map<String, String> refusals, ProblemType type) {
    refusals.merge(
        String.valueOf(type.status()),
        type.title() + " (`" + type.path() + "`)",
        (one, other) -> one + "; " + other);
  }

  private static boolean changesThings(HandlerMethod method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
    return mapping != null
        && Arrays.stream(mapping.method()).noneMatch(RequestMethod.GET::equals)
        && !method.hasMethodAnnotation(NeverInConflict.class);
  }

  private static boolean takes(HandlerMethod method, Class<?> type) {
    return parameters(method).anyMatch(parameter -> parameter.getParameterType() == type);
  }

  private static boolean isAnnotated(HandlerMethod method, Class<? extends Annotation> annotation) {
    return parameters(method).anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
  }

  private static boolean takesHeader(HandlerMethod method, String name) {
    return parameters(method)
        .anyMatch(
            parameter -> {
              RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
              return header != null && (name.equals(header.name()) || name.equals(header.value()));
            });
  }

  private static Stream<MethodParameter> parameters(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters());
  }
}
