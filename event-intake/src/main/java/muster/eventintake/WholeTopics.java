package muster.eventintake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of some topics on a thread of its own, without a group: every instance
 * needs all of it, and remembers nothing. Says when it has reached what was the end at its start.
 * After a failure of the broker it goes on behind the last record that was handed over.
 *
 * <p>A record that the handler throws for, whatever it throws, is put aside once for all instances
 * ({@link SharedDeadLetters}), and the next one is handed over at once.
 */
public final class WholeTopics implements Intake, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WholeTopics.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Takes the records; all calls are on the reading thread. */
  public interface Handler {
    /**
     * The offsets to begin with, one for each partition: the oldest ones, if not said otherwise.
     */
    default Map<TopicPartition, Long> begin(
        Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
      return consumer.beginningOffsets(partitions);
    }

    /**
     * @throws Unusable if nothing can be made of the record
     */
    void accept(ConsumerRecord<byte[], byte[]> record);
  }

  private final String consumer;
  private final List<Topics> topics;
  private final Handler handler;
  private final SharedDeadLetters letters;
  private final ReadingThread thread;
  private final Progress progress = new Progress();
  private final BetweenPolls betweenPolls = new BetweenPolls();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private Map<TopicPartition, Long> endAtStart = Map.of();

  /**
   * @param consumer service and projection, such as {@code dispatch-service.team-index}; no
   *     consumer group's name
   */
  public WholeTopics(
      String consumer,
      KafkaClients clients,
      List<Topics> topics,
      Handler handler,
      DeadLetters deadLetters) {
    this(consumer, clients, clients::reader, topics, handler, deadLetters);
  }

  /** Of what nobody waits for: see {@link KafkaClients#patientReader}. */
  public static WholeTopics patient(
      String consumer,
      KafkaClients clients,
      List<Topics> topics,
      Handler handler,
      DeadLetters deadLetters) {
    return new WholeTopics(consumer, clients, clients::patientReader, topics, handler, deadLetters);
  }

  WholeTopics(
      String consumer,
      KafkaClients clients,
      ReadingThread.Opening opening,
      List<Topics> topics,
      Handler handler,
      DeadLetters deadLetters) {
    this.consumer = consumer;
    this.topics = List.copyOf(topics);
    this.handler = handler;
    this.letters = new SharedDeadLetters(consumer, clients, deadLetters);
    this.thread = new ReadingThread(consumer, opening, this::read);
  }

  public void start() {
    letters.start();
    thread.start();
  }

  /** Completes once everything that stood in the topics at the start has been handed over. */
  public CompletableFuture<Void> whenCaughtUp() {
    return caughtUp.copy();
  }

  public boolean caughtUp() {
    return caughtUp.isDone();
  }

  @Override
  public String consumer() {
    return consumer;
  }

  @Override
  public boolean isReading() {
    return thread.isReading() && letters.isWriting();
  }

  @Override
  public Behind behind() {
    return progress.behind();
  }

  @Override
  public long failures() {
    return thread.failures();
  }

  @Override
  public int lettersWaiting() {
    return letters.waiting();
  }

  /**
   * Hands a record over once more, on this instance. Only of a reader of snapshots, for which it is
   * all one when a record comes; tombstones excepted, for what they say is gone may be there again.
   */
  public RetryHandler retryHandler() {
    return new RetryHandler(
        consumer,
        topics,
        record -> {
          if (record.value() == null) {
            throw new RetryHandler.NotAgain(RetryOutcome.Why.TOMBSTONE);
          }
          betweenPolls.run(() -> handler.accept(record));
        });
  }

  /** Of a reader that needs its records in their order: it hands none over out of its turn. */
  public RetryHandler retryAtStart() {
    return RetryHandler.atItsStart(consumer, topics);
  }

  @Override
  public void close() {
    letters.close();
    thread.close();
  }

  private void read(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = partitions(reading);
    reading.assign(partitions);
    if (next.isEmpty()) {
      Map<TopicPartition, Long> begin = handler.begin(reading, partitions);
      endAtStart = reading.endOffsets(partitions);
      next.putAll(begin);
    }
    next.forEach(reading::seek);
    while (!thread.isClosed()) {
      lookForEnd(reading);
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        hand(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      betweenPolls.doAll();
      progress.look(reading, partitions);
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.accept(record);
    } catch (Unusable e) {
      letters.add(record, FaultPolicy.reason(e));
    } catch (Throwable e) { // a bug of ours with this record must not keep the others out
      thread.countFailure();
      complain(record, e);
      letters.add(record, FaultPolicy.reason(e));
    }
  }

  private void complain(ConsumerRecord<byte[], byte[]> record, Throwable bug) {
    try {
      LOG.error(
          "{}: {}-{} at {} could not be handled",
          consumer,
          record.topic(),
          record.partition(),
          record.offset(),
          bug);
    } catch (Throwable unspeakable) { // An exception's own words may fail, too.
      LOG.error("{}: {} was thrown", consumer, bug.getClass().getName());
    }
  }

  private void lookForEnd(Consumer<byte[], byte[]> reading) {
    if (!caughtUp.isDone()
        && endAtStart.entrySet().stream()
            .allMatch(end -> reading.position(end.getKey()) >= end.getValue())) {
      LOG.info("{} has caught up", consumer);
      caughtUp.complete(null);
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topics topic : topics) {
      List<PartitionInfo> found = reading.partitionsFor(topic.topic());
      if (found == null || found.isEmpty()) {
        throw new KafkaException("topic " + topic.topic() + " does not exist yet");
      }
      found.forEach(one -> partitions.add(new TopicPartition(topic.topic(), one.partition())));
    }
    return partitions;
  }
}
