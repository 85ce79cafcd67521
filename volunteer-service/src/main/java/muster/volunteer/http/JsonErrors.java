package muster.volunteer.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import muster.contracts.problem.FieldError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON text, in the sender's words: no class names, no source excerpts. */
public final class JsonErrors {
  private static final int MAX_NAME_LENGTH = 100;

  private JsonErrors() {}

  /** The field is empty when the text is no JSON at all. */
  public static FieldError of(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          new FieldError(path(unknown), "is not a known field");
      case MismatchedInputException mismatch ->
          new FieldError(path(mismatch), expectation(mismatch));
      default ->
          new FieldError(
              path(e),
              e.getLocation() == null || e.getLocation().getColumnNr() < 1
                  ? "is not valid JSON"
                  : "is not valid JSON at line %d, column %d"
                      .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    };
  }

  private static String expectation(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null) {
      return "has the wrong type";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    if (type == String.class) {
      return "must be a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "must be true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a number";
    }
    return Iterable.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.length() <= MAX_NAME_LENGTH
        ? path.toString()
        : path.substring(0, MAX_NAME_LENGTH) + "…";
  }
}
