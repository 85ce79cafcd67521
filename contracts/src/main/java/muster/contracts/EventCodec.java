package muster.contracts;

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
import tools.jackson.databind.json.JsonMapper;

/**
 * Events to and from Kafka records: CloudEvents 1.0 in binary mode, the event as JSON in the value.
 * Reading never throws for what a record contains; it says what is wrong, so that the consumer can
 * send the record to its dead-letter topic.
 */
public final class EventCodec {
  public static final String CONTENT_TYPE = "application/json";

  private static final Map<String, Class<? extends Event>> BY_NAME =
      Stream.of(Topics.values())
          .flatMap(topic -> recordsOf(topic.family()))
          .collect(Collectors.toUnmodifiableMap(EventCodec::nameOf, Function.identity()));

  private final JsonMapper mapper =
      JsonMapper.builder().annotationIntrospector(new NullnessIntrospector()).build();

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
    try {
      UUID id = UUID.fromString(text(header, "ce_id").orElse(""));
      long version = Long.parseLong(text(header, "ce_aggregateversion").orElse("0"));
      E event = family.cast(mapper.readValue(value, eventClass));
      return new Decoded.Readable<>(
          new EventEnvelope<>(
              id,
              text(header, "ce_source").orElse(""),
              version,
              text(header, "traceparent").orElse(null),
              event));
    } catch (JacksonException e) {
      return new Decoded.Unreadable<>(type.get() + ": " + abbreviate(e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return new Decoded.Unreadable<>(
          type.get() + ": header ce_id or ce_aggregateversion is malformed");
    }
  }

  /** The event alone, for storing it under its name. */
  public byte[] toJson(Event event) {
    return mapper.writeValueAsBytes(event);
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public Event fromJson(String name, byte[] json) {
    Class<? extends Event> eventClass = BY_NAME.get(name);
    if (eventClass == null) {
      throw new IllegalArgumentException("unknown event type " + name);
    }
    return mapper.readValue(json, eventClass);
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

  private static String abbreviate(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
