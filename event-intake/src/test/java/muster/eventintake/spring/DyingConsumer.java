package muster.eventintake.spring;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Ends the thread of a consumer, where no handler and no error handler is asked. */
public final class DyingConsumer implements ConsumerInterceptor<byte[], byte[]> {
  static final AtomicInteger DEATHS = new AtomicInteger();

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty() && DEATHS.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new LinkageError("the thread ends here");
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> settings) {}
}
