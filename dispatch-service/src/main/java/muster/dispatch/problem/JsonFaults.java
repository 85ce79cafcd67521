package muster.dispatch.problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body in the words of the API, without names of classes. */
final class JsonFaults {
  private JsonFaults() {}

  static ProblemDetail explain(JacksonException fault) {
    String field = path(fault);
    boolean unreadable =
        fault instanceof StreamReadException && !(fault instanceof InputCoercionException);
    if (unreadable || field.isEmpty()) {
      var place = fault.getLocation();
      return Problems.malformed(
          place == null || place.getLineNr() < 1
              ? "The body is not the JSON object that is expected."
              : "The body is not the JSON object that is expected, at line %d, column %d."
                  .formatted(place.getLineNr(), place.getColumnNr()));
    }
    return Problems.validation(List.of(new Problems.FieldError(field, message(fault))));
  }

  private static String message(JacksonException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown -> "is not known";
      case InvalidFormatException format when format.getTargetType().isEnum() ->
          "must be one of "
              + Arrays.stream(format.getTargetType().getEnumConstants())
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "));
      default -> "has a value of the wrong type or form";
    };
  }

  private static String path(JacksonException fault) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : fault.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
