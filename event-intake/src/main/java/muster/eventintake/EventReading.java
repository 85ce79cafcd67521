package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.EventEnvelope;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads events from records, and never throws for what a record contains. */
public final class EventReading {
  private final EventCodec codec;
  private final int maxValueBytes;

  /** With the codec's own limit for the size of a value. */
  public EventReading(EventCodec codec) {
    this(codec, EventCodec.MAX_VALUE_BYTES);
  }

  /**
   * @param maxValueBytes a longer value is unreadable
   */
  public EventReading(EventCodec codec, int maxValueBytes) {
    this.codec = codec;
    this.maxValueBytes = maxValueBytes;
  }

  /** What a record of a compacted topic says. */
  public sealed interface Snapshot<E extends Event> {
    /** So it is now. */
    record Present<E extends Event>(EventEnvelope<E> envelope) implements Snapshot<E> {}

    /** A tombstone: nothing is known of this key any more. */
    record Gone<E extends Event>(String key) implements Snapshot<E> {}

    /** Neither; the reason is for the dead letter. */
    record Unreadable<E extends Event>(String reason) implements Snapshot<E> {}
  }

  /** The event that the record is; a record without a value is none. */
  public <E extends Event> Decoded<E> event(
      Class<E> family, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value != null && value.length > maxValueBytes) {
      return new Decoded.Unreadable<>(
          "the value has " + value.length + " bytes, the limit is " + maxValueBytes);
    }
    return codec.decode(family, name -> header(record, name), value);
  }

  /**
   * Whether the record says that it is an event of one of these families. Who has no use for them
   * need not read it: most of what follows an alert is said of tasks, and reading costs more than
   * all else about a record that is passed over.
   */
  public static boolean isOneOf(
      Set<Class<? extends Event>> families, ConsumerRecord<byte[], byte[]> record) {
    return !families.isEmpty()
        && EventCodec.findType(name -> header(record, name))
            .filter(type -> families.stream().anyMatch(family -> family.isAssignableFrom(type)))
            .isPresent();
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  /** The snapshot that the record is, under the key of what it is about, or a tombstone. */
  public <E extends Event> Snapshot<E> snapshot(
      Class<E> family, ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return new Snapshot.Unreadable<>("the record has no key");
    }
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      return new Snapshot.Gone<>(key);
    }
    return switch (event(family, record)) {
      case Decoded.Unreadable<E>(String reason) -> new Snapshot.Unreadable<>(reason);
      case Decoded.Readable<E>(var envelope) when !envelope.event().key().equals(key) ->
          new Snapshot.Unreadable<>("the key is not the one of the snapshot");
      case Decoded.Readable<E>(var envelope) -> new Snapshot.Present<>(envelope);
    };
  }
}
