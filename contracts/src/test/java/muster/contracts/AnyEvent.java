package muster.contracts;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.text.TextRule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** Any value of any event record, made from its components, so that a new event needs no line. */
final class AnyEvent {
  private AnyEvent() {}

  static Stream<Class<? extends Event>> records() {
    return Arrays.stream(Topics.values()).flatMap(topic -> EventCodec.recordsOf(topic.family()));
  }

  static Arbitrary<Event> any() {
    return Arbitraries.of(records().toList()).flatMap(type -> of(type).map(type::cast));
  }

  private static Arbitrary<?> of(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Arbitrary<?> element = of(parameterized.getActualTypeArguments()[0]);
      return parameterized.getRawType() == List.class
          ? element.list().ofMaxSize(4)
          : element.set().ofMaxSize(4);
    }
    return ofClass((Class<?>) type);
  }

  private static Arbitrary<?> ofClass(Class<?> type) {
    if (type == String.class) {
      return text();
    } else if (type == UUID.class) {
      return Arbitraries.create(UUID::randomUUID);
    } else if (type == Instant.class) {
      return Combinators.combine(
              Arbitraries.longs().between(0, 4_102_444_800L),
              Arbitraries.integers().between(0, 999_999_999))
          .as(Instant::ofEpochSecond);
    } else if (type == Duration.class) {
      return Arbitraries.longs().between(0, 31_536_000_000L).map(Duration::ofMillis);
    } else if (type == JurisdictionCode.class) {
      return Arbitraries.of(2, 4, 6, 9, 12, 15)
          .flatMap(digits -> Arbitraries.strings().numeric().ofLength(digits))
          // Strings.numeric() is ASCII only, as the code is.
          .map(JurisdictionCode::new);
    } else if (type == GeoPoint.class) {
      return Combinators.combine(
              Arbitraries.doubles().between(-90, 90), Arbitraries.doubles().between(-180, 180))
          .as(GeoPoint::new);
    } else if (type == int.class || type == Integer.class) {
      return Arbitraries.integers();
    } else if (type == long.class || type == Long.class) {
      return Arbitraries.longs();
    } else if (type == double.class || type == Double.class) {
      return Arbitraries.doubles();
    } else if (type == boolean.class || type == Boolean.class) {
      return Arbitraries.of(true, false);
    } else if (type.isEnum()) {
      return Arbitraries.of(type.getEnumConstants());
    } else if (type.isRecord()) {
      return ofRecord(type);
    }
    throw new IllegalStateException("no generator for " + type);
  }

  private static Arbitrary<Object> ofRecord(Class<?> type) {
    List<Arbitrary<Object>> components =
        Arrays.stream(type.getRecordComponents()).map(AnyEvent::ofComponent).toList();
    Constructor<?> constructor = canonical(type);
    return Combinators.combine(components)
        .as(
            values -> {
              try {
                return (Object) constructor.newInstance(values.toArray());
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type.toString(), e);
              }
            });
  }

  private static Constructor<?> canonical(Class<?> type) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(components);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private static Arbitrary<Object> ofComponent(RecordComponent component) {
    Arbitrary<Object> value = of(component.getGenericType()).map(Object.class::cast);
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        ? value.injectNull(0.3)
        : value;
  }

  /** Chinese, emoji and all that the text rule takes: the rest does not come back as it went. */
  private static Arbitrary<String> text() {
    StringArbitrary anything =
        Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(40);
    return Arbitraries.oneOf(
        anything.map(TextRule::mended),
        Arbitraries.of("大黄山街道西朱村", "🚲", "\"}{\\", "null", "", "a".repeat(4000)));
  }
}
