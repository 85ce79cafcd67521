package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything in a topic, from its beginning, in the order read. */
final class TopicReader implements AutoCloseable {
  private final muster.testbed.TopicReader reader;

  TopicReader(String topic) {
    reader = new muster.testbed.TopicReader(RealParts.kafka().bootstrapServers(), topic);
  }

  /** All records read so far, at least so many. */
  List<ConsumerRecord<String, byte[]>> await(int count) {
    return reader.await(count, _ -> true);
  }

  /** All records, after the topic has been quiet for a while. */
  List<ConsumerRecord<String, byte[]>> awaitQuiet() {
    return reader.awaitQuiet();
  }

  List<String> awaitTexts(int count) {
    return await(count).stream().map(TopicReader::text).toList();
  }

  /**
   * At least so many different records, leaving out those whose id came before: each is published
   * at least once.
   */
  List<ConsumerRecord<String, byte[]>> awaitDifferent(int count) {
    int read = count;
    while (true) {
      Set<String> ids = new HashSet<>();
      var different = await(read).stream().filter(received -> ids.add(id(received))).toList();
      if (different.size() >= count) {
        return different;
      }
      read += count - different.size();
    }
  }

  static String text(ConsumerRecord<String, byte[]> received) {
    return new String(received.value(), UTF_8);
  }

  static String id(ConsumerRecord<String, byte[]> received) {
    return muster.testbed.TopicReader.header(received, "ce_id");
  }

  @Override
  public void close() {
    reader.close();
  }
}
