package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what the service has published about one key. */
final class Topic implements AutoCloseable {
  private final TopicReader reader;

  Topic(RunningService service, String name) {
    reader = new TopicReader(service.kafka.bootstrapServers(), name);
  }

  /** Waits until the key has the number of records, and makes sure that no more follow. */
  List<ConsumerRecord<String, byte[]>> await(String key, int number) {
    reader.awaitWithKey(key, number);
    reader.awaitQuiet();
    var all = reader.awaitWithKey(key, number);
    assertThat(all.stream().map(Topic::type)).hasSize(number);
    return all;
  }

  static String type(ConsumerRecord<String, byte[]> record) {
    return header(record, "ce_type");
  }

  static long version(ConsumerRecord<String, byte[]> record) {
    return Long.parseLong(header(record, "ce_aggregateversion"));
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return TopicReader.header(record, name);
  }

  @Override
  public void close() {
    reader.close();
  }
}
