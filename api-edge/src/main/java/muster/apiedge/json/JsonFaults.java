package muster.apiedge.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.apiedge.GivenName;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.text.TextRule;
import muster.contracts.time.TimeRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with a JSON text in the words of the API: the field, without names of classes and
 * without excerpts.
 */
public final class JsonFaults {
  /** What is said of a value that nothing better is known of. */
  public static final String WRONG_FORM = "has a value of the wrong form";

  /** How the parser's message begins; it has no class for this. */
  private static final String DUPLICATE = "Duplicate Object property";

  private JsonFaults() {}

  public static Problem problem(JacksonException fault) {
    FieldError error = error(fault);
    return error.field().isEmpty() ? Problem.unreadableBody() : Problem.invalid(List.of(error));
  }

  /** The field is empty when the text is no JSON, or not the JSON object that is expected. */
  public static FieldError error(JacksonException fault) {
    return switch (fault) {
      case StreamReadException twice when isDuplicate(twice) ->
          new FieldError(place(twice), "stands there twice");
      case InputCoercionException range -> new FieldError(path(range), "is too large a number");
      case StreamReadException broken -> new FieldError("", "is not valid JSON");
      case StreamConstraintsException beyond -> new FieldError("", "is not valid JSON");
      case UnrecognizedPropertyException unknown ->
          new FieldError(path(unknown), "is not a known field");
      case InvalidTypeIdException kind -> kind(kind);
      case MismatchedInputException mismatch ->
          new FieldError(path(mismatch), expectation(mismatch));
      default -> new FieldError(path(fault), WRONG_FORM);
    };
  }

  private static boolean isDuplicate(StreamReadException fault) {
    return fault.getOriginalMessage().startsWith(DUPLICATE);
  }

  /** The field that says which kind of object follows. */
  private static FieldError kind(InvalidTypeIdException fault) {
    Class<?> base = fault.getBaseType().getRawClass();
    JsonTypeInfo info = base.getAnnotation(JsonTypeInfo.class);
    JsonSubTypes types = base.getAnnotation(JsonSubTypes.class);
    String outer = path(fault);
    if (info == null || types == null) {
      return new FieldError(outer, WRONG_FORM);
    }
    // Of a field of that name, the path ends with it already.
    String field =
        outer.isEmpty() || outer.equals(info.property()) || outer.endsWith("." + info.property())
            ? (outer.isEmpty() ? info.property() : outer)
            : outer + "." + info.property();
    return new FieldError(field, oneOf(Arrays.stream(types.value()).map(JsonSubTypes.Type::name)));
  }

  private static String expectation(MismatchedInputException fault) {
    String own = fault.getOriginalMessage();
    if (own.equals(TextRule.UNCLEAN)
        || own.equals(TimeRange.OUTSIDE)
        || own.equals(TextOrInteger.MESSAGE)) {
      return own;
    }
    Class<?> type = fault.getTargetType();
    if (type == null) {
      return WRONG_FORM;
    }
    if (type.isEnum()) {
      return oneOf(Arrays.stream(type.getEnumConstants()).map(String::valueOf));
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
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "must be an array";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "must be an object" : WRONG_FORM;
  }

  private static String oneOf(Stream<String> names) {
    return names.collect(Collectors.joining(", ", "must be one of ", ""));
  }

  private static String path(JacksonException fault) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : fault.getPath()) {
      append(path, step.getPropertyName(), step.getIndex());
    }
    return GivenName.shown(path.toString());
  }

  /** Where the parser stands: what it says itself has no path. */
  private static String place(StreamReadException fault) {
    if (!(fault.processor() instanceof JsonParser parser)) {
      return path(fault);
    }
    Deque<TokenStreamContext> steps = new ArrayDeque<>();
    for (TokenStreamContext step = parser.streamReadContext();
        step != null && !step.inRoot();
        step = step.getParent()) {
      steps.push(step);
    }
    StringBuilder path = new StringBuilder();
    steps.forEach(step -> append(path, step.currentName(), step.getCurrentIndex()));
    return GivenName.shown(path.toString());
  }

  private static void append(StringBuilder path, @Nullable String name, int index) {
    if (name == null) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(name);
    }
  }
}
