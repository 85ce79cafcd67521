package muster.testbed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RefusalContract} has to know of an endpoint.
 *
 * @param path of something that is there, or of anything where a refusal comes before that is asked
 * @param token of a caller who may call it
 * @param body a good one; null when the endpoint takes none
 * @param texts the fields that are texts of people
 * @param outOfScope what the caller out of scope gets
 * @param otherBody another good one, when the endpoint takes an {@code Idempotency-Key}
 */
public record RefusedEndpoint(
    String method,
    String path,
    String token,
    @Nullable String body,
    boolean isBodyOptional,
    List<TextField> texts,
    Optional<String> tokenOfWrongRole,
    Optional<String> tokenOutOfScope,
    Problem outOfScope,
    Optional<OtherMethod> otherMethod,
    boolean isListed,
    Optional<String> otherBody) {

  /**
   * @param field with dots, as problems name it
   * @param max its length in code points
   */
  public record TextField(String field, int max, boolean mayBeBlank) {}

  /**
   * @param allowed the header {@code Allow} of the refusal, in alphabetical order
   */
  public record OtherMethod(String method, String allowed) {}

  public RefusedEndpoint {
    texts = List.copyOf(texts);
  }

  public static RefusedEndpoint of(String method, String path, String token) {
    return new RefusedEndpoint(
        method,
        path,
        token,
        null,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Problem.of(ProblemType.OUT_OF_SCOPE),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** A JSON object. */
  public RefusedEndpoint body(String good) {
    return changed(good, false, texts, otherBody);
  }

  /** A JSON object that may be left out altogether. */
  public RefusedEndpoint optionalBody(String good) {
    return changed(good, true, texts, otherBody);
  }

  public RefusedEndpoint text(String field, int max) {
    return text(new TextField(field, max, false));
  }

  public RefusedEndpoint textThatMayBeBlank(String field, int max) {
    return text(new TextField(field, max, true));
  }

  private RefusedEndpoint text(TextField text) {
    List<TextField> more = new ArrayList<>(texts);
    more.add(text);
    return changed(body, isBodyOptional, more, otherBody);
  }

  /**
   * Takes an {@code Idempotency-Key}.
   *
   * @param other a body that is as good as {@link #body}, and another one
   */
  public RefusedEndpoint idempotent(String other) {
    return changed(body, isBodyOptional, texts, Optional.of(other));
  }

  public RefusedEndpoint wrongRole(String itsToken) {
    return changed(Optional.of(itsToken), tokenOutOfScope, outOfScope, otherMethod, isListed);
  }

  public RefusedEndpoint outOfScope(String itsToken) {
    return outOfScope(itsToken, Problem.of(ProblemType.OUT_OF_SCOPE));
  }

  /** Where the refusal names the jurisdiction that the request has named. */
  public RefusedEndpoint outOfScope(String itsToken, Problem refusal) {
    return changed(tokenOfWrongRole, Optional.of(itsToken), refusal, otherMethod, isListed);
  }

  public RefusedEndpoint otherMethod(String other, String allowed) {
    return changed(
        tokenOfWrongRole,
        tokenOutOfScope,
        outOfScope,
        Optional.of(new OtherMethod(other, allowed)),
        isListed);
  }

  /** Takes {@code cursor} and {@code limit}. */
  public RefusedEndpoint listed() {
    return changed(tokenOfWrongRole, tokenOutOfScope, outOfScope, otherMethod, true);
  }

  private RefusedEndpoint changed(
      @Nullable String newBody,
      boolean optional,
      List<TextField> newTexts,
      Optional<String> newOtherBody) {
    return new RefusedEndpoint(
        method,
        path,
        token,
        newBody,
        optional,
        newTexts,
        tokenOfWrongRole,
        tokenOutOfScope,
        outOfScope,
        otherMethod,
        isListed,
        newOtherBody);
  }

  private RefusedEndpoint changed(
      Optional<String> wrongRole,
      Optional<String> elsewhere,
      Problem refusal,
      Optional<OtherMethod> other,
      boolean listed) {
    return new RefusedEndpoint(
        method,
        path,
        token,
        body,
        isBodyOptional,
        texts,
        wrongRole,
        elsewhere,
        refusal,
        other,
        listed,
        otherBody);
  }

  /** An endpoint that takes a key gets one with each request, in case that it needs one. */
  Map<String, String> headersWith(Map<String, String> others) {
    Map<String, String> headers = new HashMap<>();
    if (otherBody.isPresent()) {
      headers.put("Idempotency-Key", UUID.randomUUID().toString());
    }
    headers.putAll(others);
    return headers;
  }
}
