package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A row as read for publishing.
 *
 * @param value null for a tombstone, and for a record that is too large to be read at all
 * @param headers name, value, name, value, ...
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared, and live for one send
record OutboxRow(
    long sequence, String topic, String key, byte @Nullable [] value, String[] headers, int bytes) {

  private static final String[] NO_HEADERS = {};

  ProducerRecord<byte[], byte[]> toProducerRecord() {
    List<Header> recordHeaders = new ArrayList<>(headers.length / 2);
    for (int i = 0; i < headers.length; i += 2) {
      recordHeaders.add(new RecordHeader(headers[i], headers[i + 1].getBytes(UTF_8)));
    }
    return new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), value, recordHeaders);
  }

  /** What is kept while the row is under way: the producer has its own copy of the value. */
  OutboxRow withoutValue() {
    return new OutboxRow(sequence, topic, key, null, NO_HEADERS, bytes);
  }
}
