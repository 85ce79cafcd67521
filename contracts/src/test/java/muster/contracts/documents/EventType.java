package muster.contracts.documents;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import org.jspecify.annotations.Nullable;

/** One event as the documents show it: all of it read from the record itself. */
record EventType(String name, Class<? extends Event> type, Topics topic) {

  /** In the order of the topic catalogue and, within a topic, of the source. */
  static List<EventType> all() {
    return Arrays.stream(Topics.values()).flatMap(EventType::on).toList();
  }

  static Stream<EventType> on(Topics topic) {
    return EventCodec.recordsOf(topic.family())
        .map(type -> new EventType(EventCodec.nameOf(type), type, topic));
  }

  String description() {
    return describe(type).orElseThrow(() -> new IllegalStateException("no description: " + type));
  }

  /** A type's name in the documents: unique, because a part of a record carries that one's name. */
  static String nameOf(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return enclosing != null && enclosing.isRecord()
        ? enclosing.getSimpleName() + type.getSimpleName()
        : type.getSimpleName();
  }

  static Optional<String> describe(AnnotatedElement type) {
    return Optional.ofNullable(type.getAnnotation(JsonClassDescription.class))
        .map(JsonClassDescription::value);
  }

  /** The component's own description, or the one its name has in an interface of the record. */
  static Optional<String> describe(RecordComponent component) {
    return find(component.getAccessor(), JsonPropertyDescription.class)
        .or(() -> inherited(component.getDeclaringRecord(), component.getName()))
        .map(JsonPropertyDescription::value);
  }

  static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The constants of an enum with their meaning. */
  static Map<String, Optional<String>> constantsOf(Class<?> enumType) {
    Map<String, Optional<String>> constants = new LinkedHashMap<>();
    for (Object constant : enumType.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      try {
        constants.put(
            name,
            find(enumType.getField(name), JsonPropertyDescription.class)
                .map(JsonPropertyDescription::value));
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }
    return constants;
  }

  private static Optional<JsonPropertyDescription> inherited(Class<?> type, String accessor) {
    for (Class<?> parent : type.getInterfaces()) {
      Optional<JsonPropertyDescription> found =
          Arrays.stream(parent.getDeclaredMethods())
              .filter(method -> isAccessor(method, accessor))
              .findFirst()
              .flatMap(method -> find(method, JsonPropertyDescription.class))
              .or(() -> inherited(parent, accessor));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isAccessor(Method method, String name) {
    return method.getName().equals(name) && method.getParameterCount() == 0;
  }

  private static <A extends Annotation> Optional<A> find(
      AnnotatedElement element, Class<A> annotation) {
    return Optional.ofNullable(element.getAnnotation(annotation));
  }
}
