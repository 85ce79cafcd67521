package muster.eventintake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a consumer group, on a thread of its own: does once per record, and not on every
 * instance, what follows from it. A record is committed when all that follows from it is done, or
 * its dead letter is with the broker; after a failure it comes again ({@link FaultPolicy}).
 */
public final class GroupReader implements Intake, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Takes the records; all calls are on the reading thread. */
  public interface Handler {
    /**
     * What has to be done before the record may be committed. May be called again for the same
     * record, and must do the same thing then.
     *
     * @throws Unusable if nothing can be made of the record
     */
    List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record);

    /**
     * All records that came together have been handed over, and what {@link #handle} has promised
     * is waited for from now on: the moment for what is done for all of them at once. Must not
     * throw.
     */
    default void endOfPoll() {}
  }

  /** Where a group begins with a partition of which it has read nothing yet. */
  public enum Beginning {
    /** With all that is there. */
    OLDEST,
    /** With what comes from now on. */
    END
  }

  private record Handled(ConsumerRecord<byte[], byte[]> record, CompletableFuture<Void> done) {}

  private final String group;
  private final KafkaClients clients;
  private final List<Topics> topics;
  private final BooleanSupplier mayBegin;
  private final Handler handler;
  private final FaultPolicy policy;
  private final DeadLetters letters;
  private final ReadingThread thread;
  private final Progress progress = new Progress();
  private final BetweenPolls betweenPolls = new BetweenPolls();
  private int failuresInARow;

  /** Begins with the oldest records. */
  public GroupReader(
      String group,
      KafkaClients clients,
      List<Topics> topics,
      BooleanSupplier mayBegin,
      Handler handler,
      FaultPolicy policy,
      DeadLetters letters) {
    this(group, clients, topics, Beginning.OLDEST, mayBegin, handler, policy, letters);
  }

  /**
   * @param group service and projection, such as {@code notification-service.receipts}
   * @param beginning where, as long as the group has read nothing
   * @param mayBegin asked before the first record, until it says so
   * @param policy what of the failures of {@link Handler#handle} and of its futures passes
   */
  public GroupReader(
      String group,
      KafkaClients clients,
      List<Topics> topics,
      Beginning beginning,
      BooleanSupplier mayBegin,
      Handler handler,
      FaultPolicy policy,
      DeadLetters letters) {
    this.group = group;
    this.clients = clients;
    this.topics = List.copyOf(topics);
    this.mayBegin = mayBegin;
    this.handler = handler;
    this.policy = policy;
    this.letters = letters;
    this.thread = new ReadingThread(group, () -> clients.member(group, beginning), this::read);
  }

  public void start() {
    thread.start();
  }

  @Override
  public String consumer() {
    return group;
  }

  @Override
  public boolean isReading() {
    return thread.isReading();
  }

  @Override
  public Behind behind() {
    return progress.behind();
  }

  @Override
  public long failures() {
    return thread.failures();
  }

  /** Handles a record once more, whichever member has its partition. */
  public RetryHandler retryHandler() {
    return new RetryHandler(
        group,
        topics,
        record ->
            betweenPolls.run(
                () -> {
                  CompletableFuture<Void> done = handle(record);
                  handler.endOfPoll();
                  try {
                    done.get(); // bounded by the send timeout of whoever writes
                  } catch (ExecutionException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                  }
                }));
  }

  @Override
  public void close() {
    thread.close();
  }

  private void read(Consumer<byte[], byte[]> member) {
    while (!thread.isClosed() && !mayBegin.getAsBoolean()) {
      thread.pause(POLL);
    }
    List<String> names = topics.stream().map(Topics::topic).toList();
    names.forEach(topic -> FormerGroup.takeOver(clients, group, topic));
    member.subscribe(names);
    while (!thread.isClosed()) {
      ConsumerRecords<byte[], byte[]> records = member.poll(POLL);
      if (!records.isEmpty()) {
        take(member, records);
      }
      betweenPolls.doAll();
      progress.look(member, member.assignment());
    }
  }

  private void take(Consumer<byte[], byte[]> member, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<Handled>> byPartition = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byPartition
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
          .add(new Handled(record, handle(record)));
    }
    handler.endOfPoll();
    boolean allDone = true;
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    for (var partition : byPartition.entrySet()) {
      for (Handled handled : partition.getValue()) {
        long offset = handled.record().offset();
        if (!isDone(handled)) {
          member.seek(partition.getKey(), offset);
          allDone = false;
          break;
        }
        done.put(partition.getKey(), new OffsetAndMetadata(offset + 1));
      }
    }
    member.commitSync(done);
    if (allDone) {
      failuresInARow = 0;
    } else {
      thread.pause(FaultPolicy.waitAfter(++failuresInARow));
    }
  }

  private CompletableFuture<Void> handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      return CompletableFuture.allOf(handler.handle(record).toArray(CompletableFuture[]::new));
    } catch (Throwable e) { // whatever it is, the other records have a right to be read
      return CompletableFuture.failedFuture(e);
    }
  }

  /** False if the record has to come again. */
  private boolean isDone(Handled handled) {
    try {
      handled.done().get(); // bounded by the send timeout of whoever writes
      return true;
    } catch (ExecutionException e) {
      return isPutAside(handled.record(), e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private boolean isPutAside(ConsumerRecord<byte[], byte[]> record, Throwable fault) {
    Throwable last = fault;
    for (int failures = 1; ; failures++) {
      switch (policy.next(last, failures)) {
        case FaultPolicy.Next.PutAside(String reason) -> {
          return isSent(record, reason);
        }
        case FaultPolicy.Next.RepeatUntilItPasses _ -> {
          thread.countFailure();
          LOG.warn("{}: records come again after: {}", group, FaultPolicy.reason(last));
          return false;
        }
        case FaultPolicy.Next.RepeatOnce(Duration after) -> {
          thread.countFailure();
          thread.pause(after);
          CompletableFuture<Void> again = handle(record);
          handler.endOfPoll();
          try {
            again.get();
            return true;
          } catch (ExecutionException e) {
            last = e.getCause() == null ? e : e.getCause();
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        }
      }
    }
  }

  private boolean isSent(ConsumerRecord<byte[], byte[]> record, String reason) {
    try {
      letters.send(group, record, reason);
      return true;
    } catch (RuntimeException e) {
      thread.countFailure();
      LOG.warn("{}: records come again after: {}", group, FaultPolicy.reason(e));
      return false;
    }
  }
}
