package muster.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Events to and from Kafka records: CloudEvents 1.0 in binary mode, the event as JSON in the value.
 * Reading never throws for what a record contains; it says what is wrong, so that the consumer can
 * send the record to its dead-letter topic. No record is unreadable for a character of its texts:
 * what the one text rule refuses is read as U+FFFD.
 */
public final class EventCodec {
  public static final String CONTENT_TYPE = "application/json";

  /** A longer value is unreadable; Kafka's own default limit for a record is about the same. */
  public static final int MAX_VALUE_BYTES = 1 << 20;

  /** A text field beyond this makes an event unreadable; request bodies end at 64 KiB. */
  public static final int MAX_TEXT_LENGTH = 100_000;

  /** The deepest event today nests 4 levels. */
  static final int MAX_NESTING = 32;

  /** In digits and signs, for each number. */
  static final int MAX_NUMBER_LENGTH = 50;

  private static final Map<String, Class<? extends Event>> BY_NAME =
      Stream.of(Topics.values())
          .flatMap(topic -> recordsOf(topic.family()))
          .collect(Collectors.toUnmodifiableMap(EventCodec::nameOf, Function.identity()));

  /**
   * Tolerant of properties it does not know, so that a newer writer may add some; strict in all
   * that it knows, so that what is accepted is what the schemas say. An optional property without a
   * value is left out, never written as null.
   */
  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_TEXT_LENGTH)
                          .build())
                  .build())
          .annotationIntrospector(new NullnessIntrospector())
          .addModule(new SimpleModule().addDeserializer(String.class, new MendedTexts()))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /** A record ready to be sent. */
  public record Encoded(String topic, String key, Map<String, String> headers, byte[] value) {}

  /** What a record turned out to be. */
  public sealed interface Decoded<E extends Event> {
    record Readable<E extends Event>(EventEnvelope<E> envelope) implements Decoded<E> {}

    /** Not an event of this family, or not one at all; the reason is for the dead-letter topic. */
    record Unreadable<E extends Event>(String reason) implements Decoded<E> {}
  }

  public Encoded encode(EventEnvelope<?> envelope) {
    Event event = envelope.event();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", envelope.id().toString());
    headers.put("ce_type", nameOf(event.getClass()));
    headers.put("ce_source", envelope.source());
    headers.put("ce_time", envelope.time().toString());
    headers.put("ce_subject", envelope.subject());
    headers.put("ce_aggregateversion", Long.toString(envelope.version()));
    headers.put("content-type", CONTENT_TYPE);
    if (envelope.traceparent() != null) {
      headers.put("traceparent", envelope.traceparent());
    }
    return new Encoded(Topics.of(event).topic(), event.key(), Map.copyOf(headers), toJson(event));
  }

  /**
   * @param family the events expected on this topic
   * @param header looks up a header's raw value; null when the record has none of that name
   * @param value the record's value; null for a tombstone, which is never an event
   */
  public <E extends Event> Decoded<E> decode(
      Class<E> family, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
    Optional<String> type = text(header, "ce_type");
    if (type.isEmpty()) {
      return new Decoded.Unreadable<>("header ce_type is missing");
    }
    Class<? extends Event> eventClass = BY_NAME.get(type.get());
    if (eventClass == null || !family.isAssignableFrom(eventClass)) {
      return new Decoded.Unreadable<>("unknown event type " + abbreviate(type.get()));
    }
    if (value == null) {
      return new Decoded.Unreadable<>("the record has no value");
    }
    if (value.length > MAX_VALUE_BYTES) {
      return new Decoded.Unreadable<>(
          type.get() + ": the value has " + value.length + " bytes, more than " + MAX_VALUE_BYTES);
    }
    try {
      UUID id = UUID.fromString(text(header, "ce_id").orElse(""));
      long version = Long.parseLong(text(header, "ce_aggregateversion").orElse("0"));
      E event = family.cast(mapper.readValue(value, eventClass));
      if (event == null) {
        return new Decoded.Unreadable<>(type.get() + ": the value is JSON null");
      }
      return new Decoded.Readable<>(
          new EventEnvelope<>(
              id,
              text(header, "ce_source").orElse(""),
              version,
              text(header, "traceparent").orElse(null),
              event));
    } catch (JacksonException e) {
      return new Decoded.Unreadable<>(type.get() + ": " + abbreviate(explain(e)));
    } catch (IllegalArgumentException e) {
      return new Decoded.Unreadable<>(
          type.get() + ": header ce_id or ce_aggregateversion is malformed");
    }
  }

  /**
   * The record that an event of this name is read as; empty for a name that nobody knows.
   *
   * @param header as in {@link #decode}
   */
  public static Optional<Class<? extends Event>> findType(
      Function<String, byte @Nullable []> header) {
    return text(header, "ce_type").map(BY_NAME::get);
  }

  /** The event alone, for storing it under its name. */
  public byte[] toJson(Event event) {
    return mapper.writeValueAsBytes(event);
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException for an unknown name, or JSON null
   * @throws JacksonException for JSON that is not this event
   */
  public Event fromJson(String name, byte[] json) {
    Class<? extends Event> eventClass = BY_NAME.get(name);
    if (eventClass == null) {
      throw new IllegalArgumentException("unknown event type " + name);
    }
    Event event = mapper.readValue(json, eventClass);
    if (event == null) {
      throw new IllegalArgumentException(name + ": the value is JSON null");
    }
    return event;
  }

  /** The event's name on the wire, such as {@code task.offered.v1}. */
  public static String nameOf(Class<? extends Event> eventClass) {
    EventName name = eventClass.getAnnotation(EventName.class);
    if (name == null) {
      throw new IllegalStateException(eventClass + " has no @EventName");
    }
    return name.value();
  }

  /** Every event record that exists, under its family. */
  public static Stream<Class<? extends Event>> recordsOf(Class<? extends Event> family) {
    return family.isRecord()
        ? Stream.of(family)
        : Stream.of(family.getPermittedSubclasses())
            .flatMap(permitted -> recordsOf(permitted.asSubclass(Event.class)));
  }

  private static Optional<String> text(Function<String, byte @Nullable []> header, String name) {
    byte[] raw = header.apply(name);
    return raw == null ? Optional.empty() : Optional.of(new String(raw, StandardCharsets.UTF_8));
  }

  /** The place in the event and what is wrong there, without names of classes. */
  private static String explain(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    String message = String.valueOf(e.getOriginalMessage());
    return path.isEmpty() ? message : path + ": " + message;
  }

  private static String abbreviate(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
