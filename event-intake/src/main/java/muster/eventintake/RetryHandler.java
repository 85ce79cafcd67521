package muster.eventintake;

import java.util.List;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A consumer that can be given a record once more which it has put aside.
 *
 * @param consumer the group, or the name of the reader, as on its dead letters
 * @param topics that it reads
 * @param retry does with a record what the consumer does when it reads it
 */
public record RetryHandler(String consumer, List<Topics> topics, Retry retry) {

  /** Handles one record, outside of its turn. */
  public interface Retry {
    /**
     * Returns when all is done that follows from the record. Doing it twice is doing it once.
     *
     * @throws Unusable if nothing can be made of the record still
     * @throws NotAgain if this consumer takes no such record a second time
     */
    void handle(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  /** The record is no worse than before, but must not, or need not, be handled again. */
  public static final class NotAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RetryOutcome.Why why;

    public NotAgain(RetryOutcome.Why why) {
      super(why.name(), null, false, false);
      this.why = why;
    }

    RetryOutcome.Why why() {
      return why;
    }
  }

  public RetryHandler {
    topics = List.copyOf(topics);
  }

  /** Of a reader that takes its records in again whenever it starts, and needs their order. */
  public static RetryHandler atItsStart(String consumer, List<Topics> topics) {
    return new RetryHandler(
        consumer,
        topics,
        record -> {
          throw new NotAgain(RetryOutcome.Why.READ_AT_START);
        });
  }
}
