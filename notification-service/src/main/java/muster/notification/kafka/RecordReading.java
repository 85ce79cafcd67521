package muster.notification.kafka;

import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads events from records, and never throws for what a record contains. */
public final class RecordReading {
  private final EventCodec codec;
  private final int maxValueBytes;

  public RecordReading(EventCodec codec, KafkaSettings settings) {
    this.codec = codec;
    this.maxValueBytes = settings.maxValueBytes();
  }

  public <E extends Event> Decoded<E> read(Class<E> family, ConsumerRecord<byte[], byte[]> record) {
    if (record.serializedValueSize() > maxValueBytes) {
      return new Decoded.Unreadable<>(
          "the value has "
              + record.serializedValueSize()
              + " bytes, the limit is "
              + maxValueBytes);
    }
    return codec.decode(
        family,
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        },
        record.value());
  }
}
