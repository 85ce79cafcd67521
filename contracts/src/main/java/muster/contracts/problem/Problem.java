package muster.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal in the form of RFC 9457. {@link #toJson} is the one form on the wire, so that services
 * on different frameworks answer alike to the byte.
 *
 * @param detail a sentence for people; never what an exception says
 * @param members what this type has beyond RFC 9457's members, in their order on the wire, such as
 *     {@code errors} or {@code reason}
 * @param headers of the answer, beside its content type
 */
public record Problem(
    ProblemType type, String detail, Map<String, Object> members, Map<String, String> headers) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();
  private static final Comparator<FieldError> ORDER =
      Comparator.comparing(FieldError::field).thenComparing(FieldError::message);

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    headers = Map.copyOf(headers);
  }

  /** The token that was sent does not count; without one it is the plain {@code UNAUTHORIZED}. */
  public static Problem invalidToken() {
    return of(ProblemType.UNAUTHORIZED)
        .withHeader("WWW-Authenticate", ProblemType.CHALLENGE + " error=\"invalid_token\"");
  }

  /** With the type's own detail. */
  public static Problem of(ProblemType type) {
    return of(type, type.detail());
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Map.of(), headersOf(type));
  }

  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /**
   * @param errors not empty; answered in the order of their fields, whatever order they were found
   *     in
   */
  public static Problem invalid(List<FieldError> errors) {
    List<FieldError> sorted = errors.stream().sorted(ORDER).distinct().toList();
    FieldError first = sorted.getFirst();
    return of(ProblemType.VALIDATION, first.field() + " " + first.message() + ".")
        .with("errors", sorted);
  }

  /** There is no body where one is needed, or it is no JSON, or no JSON object. */
  public static Problem unreadableBody() {
    return of(
        ProblemType.MALFORMED, "The body is missing, or is not the JSON object that is expected.");
  }

  /**
   * @param what the kind of thing, such as {@code alert}
   */
  public static Problem notFound(String what) {
    return of(ProblemType.NOT_FOUND, "There is no such " + what + ".");
  }

  /**
   * @param jurisdiction the code that the request itself named
   */
  public static Problem outOfScope(String jurisdiction) {
    return of(ProblemType.OUT_OF_SCOPE, jurisdiction + " is outside your jurisdiction.");
  }

  /**
   * @param reason for machines, such as {@code ALERT_OVER}
   */
  public static Problem conflict(String reason, String detail) {
    return of(ProblemType.CONFLICT, detail).with("reason", reason);
  }

  /**
   * With one member more, after those it has.
   *
   * @param value anything that Jackson writes
   */
  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(type, detail, more, headers);
  }

  /** With another value of this header, or with it at all. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail, members, more);
  }

  /**
   * The body of the answer, in UTF-8.
   *
   * @param instance the path that was asked for, as the client wrote it and without the query
   */
  public byte[] toJson(String instance) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type.path());
    body.put("title", type.title());
    body.put("status", type.status());
    body.put("detail", detail);
    body.put("instance", instance);
    body.putAll(members);
    return MAPPER.writeValueAsBytes(body);
  }

  private static Map<String, String> headersOf(ProblemType type) {
    return switch (type) {
      case UNAUTHORIZED -> Map.of("WWW-Authenticate", ProblemType.CHALLENGE);
      case UNAVAILABLE -> Map.of("Retry-After", String.valueOf(ProblemType.RETRY_AFTER_SECONDS));
      case VALIDATION,
          MALFORMED,
          FORBIDDEN,
          OUT_OF_SCOPE,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          REQUEST_TIMEOUT,
          CONFLICT,
          ALERT_OVER,
          ALREADY_TRIAGED,
          PRECONDITION_FAILED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          IDEMPOTENCY_KEY_REUSED,
          TOO_MANY_REQUESTS,
          HEADER_TOO_LARGE,
          INTERNAL ->
          Map.of();
    };
  }
}
