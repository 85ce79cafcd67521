package muster.eventintake;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of a reader that every instance of a service has, written once for all of them
 * and not again after a restart.
 *
 * <p>Every instance meets the same bad record, and each start meets it again. So a mark for each
 * partition says up to where bad records have been put aside: an offset committed under the
 * reader's name. Letter and mark are written in one Kafka transaction, and all instances use the
 * same transactional id: whoever begins to write shuts out those who were at it before, and only
 * then reads the marks. A letter is committed with its mark or not at all, and never by two.
 *
 * <p>Writes on a thread of its own, and tries until the broker takes it: reading goes on meanwhile.
 * What is not written when the service stops is met again at the next start.
 */
final class SharedDeadLetters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedDeadLetters.class);

  /** Beyond that the reader waits, rather than keep ever more of them in memory. */
  private static final int MOST_WAITING = 100;

  /** All instances meet a new bad record at the same moment, and need not fight for it. */
  private static final long SPREAD_MS = 1_500;

  private static final long PAUSE_MS = 500;
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Kafka forgets offsets that nobody commits for a week; dead letters are kept for longer. */
  private static final Duration RENEWAL = Duration.ofHours(24);

  private static final Duration FIRST_RENEWAL = Duration.ofMinutes(10);

  private record Waiting(ConsumerRecord<byte[], byte[]> dead, String reason) {
    TopicPartition partition() {
      return new TopicPartition(dead.topic(), dead.partition());
    }
  }

  private final String consumer;
  private final KafkaClients clients;
  private final DeadLetters letters;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger waiting = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Session session;
  private long renewalAt = System.nanoTime() + FIRST_RENEWAL.toNanos();

  SharedDeadLetters(String consumer, KafkaClients clients, DeadLetters letters) {
    this.consumer = consumer;
    this.clients = clients;
    this.letters = letters;
    this.thread = Thread.ofVirtual().name(consumer + "-dead-letters").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** False when it ended though nobody closed it. */
  boolean isWriting() {
    return closed.getCount() == 0 || thread.getState() == Thread.State.NEW || thread.isAlive();
  }

  int waiting() {
    return waiting.get();
  }

  /** Waits only while {@value #MOST_WAITING} others do. */
  void add(ConsumerRecord<byte[], byte[]> dead, String reason) {
    waiting.incrementAndGet();
    Waiting one = new Waiting(dead, reason);
    boolean taken = false;
    while (!taken && closed.getCount() > 0) {
      try {
        taken = queue.offer(one, IDLE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        LOG.warn("{} was interrupted, and goes on", consumer);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Waiting head = null;
    boolean tooLarge = false;
    while (closed.getCount() > 0) {
      try {
        if (head == null) {
          head = next();
        }
        if (head != null) {
          write(head, tooLarge);
          head = null;
          tooLarge = false;
          waiting.decrementAndGet();
        } else if (renewalAt - System.nanoTime() <= 0) {
          renew();
        }
      } catch (Throwable e) { // the broker is away, another instance is at it, or a bug
        endSession();
        if (head != null && DeadLetters.isTooLarge(e)) {
          tooLarge = true;
        } else if (closed.getCount() > 0) {
          LOG.info("{}: {} dead letters wait: {}", consumer, waiting, FaultPolicy.reason(e));
          // Who has been shut out is not needed: another instance is at it.
          long spread = isShutOut(e) ? 4 * SPREAD_MS : SPREAD_MS;
          pause(PAUSE_MS + ThreadLocalRandom.current().nextLong(spread));
        }
      }
    }
    endSession();
  }

  private static boolean isShutOut(@Nullable Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || (failure != null && isShutOut(failure.getCause()));
  }

  private @Nullable Waiting next() throws InterruptedException {
    long untilRenewal = Math.max(0, renewalAt - System.nanoTime());
    if (session == null) {
      return queue.poll(untilRenewal, NANOSECONDS);
    }
    Waiting next = queue.poll(Math.min(IDLE.toNanos(), untilRenewal), NANOSECONDS);
    if (next == null) {
      endSession();
    }
    return next;
  }

  private void write(Waiting one, boolean tooLarge)
      throws InterruptedException, ExecutionException {
    Session open = session();
    if (open.isMarked(one)) {
      return;
    }
    if (!open.isAlone()) {
      pause(ThreadLocalRandom.current().nextLong(SPREAD_MS));
      open.shutOthersOut();
      if (open.isMarked(one)) {
        return;
      }
    }
    open.write(
        tooLarge
            ? DeadLetters.shortened(consumer, one.dead(), one.reason())
            : DeadLetters.letter(consumer, one.dead(), one.reason()),
        one.partition(),
        one.dead().offset());
    letters.count(consumer, one.dead(), one.reason());
  }

  /** Commits the marks once more as they are. */
  void renew() throws InterruptedException, ExecutionException {
    if (!session().marks.isEmpty()) {
      session().shutOthersOut();
      session().writeMarks(session().marks);
    }
    endSession();
    renewalAt = System.nanoTime() + RENEWAL.toNanos();
  }

  private Session session() throws InterruptedException, ExecutionException {
    Session open = session;
    if (open == null) {
      open = new Session(clients.admin());
      session = open;
      open.readMarks();
    }
    return open;
  }

  private void endSession() {
    Session open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  private void pause(long millis) {
    try {
      var _ = closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("{}: no more dead letters", consumer); // close() interrupts
    }
  }

  /** Between the first letter and a moment of rest. */
  private final class Session implements AutoCloseable {
    private final Admin admin;
    private Map<TopicPartition, Long> marks = Map.of();
    private @Nullable Producer<byte[], byte[]> producer;

    Session(Admin admin) {
      this.admin = admin;
    }

    boolean isMarked(Waiting one) {
      return marks.getOrDefault(one.partition(), 0L) > one.dead().offset();
    }

    boolean isAlone() {
      return producer != null;
    }

    /** From here on the marks can be trusted for as long as this one's writing succeeds. */
    void shutOthersOut() throws InterruptedException, ExecutionException {
      Producer<byte[], byte[]> alone = clients.letterProducer(consumer + ".dead-letters");
      producer = alone;
      alone.initTransactions();
      readMarks();
    }

    void readMarks() throws InterruptedException, ExecutionException {
      Map<TopicPartition, Long> read = new HashMap<>();
      admin
          .listConsumerGroupOffsets(
              consumer, new ListConsumerGroupOffsetsOptions().requireStable(true))
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, mark) -> {
                if (mark != null) {
                  read.put(partition, mark.offset());
                }
              });
      marks = read;
    }

    void write(ProducerRecord<byte[], byte[]> letter, TopicPartition partition, long offset)
        throws InterruptedException, ExecutionException {
      Producer<byte[], byte[]> alone = begin();
      var sent = alone.send(letter);
      alone.sendOffsetsToTransaction(
          Map.of(partition, new OffsetAndMetadata(offset + 1)), marksOwner());
      sent.get();
      alone.commitTransaction();
      marks.put(partition, offset + 1);
    }

    void writeMarks(Map<TopicPartition, Long> all) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      all.forEach((partition, mark) -> offsets.put(partition, new OffsetAndMetadata(mark)));
      Producer<byte[], byte[]> alone = begin();
      alone.sendOffsetsToTransaction(offsets, marksOwner());
      alone.commitTransaction();
    }

    /** A group without members. */
    @SuppressWarnings("removal") // the constructor that Kafka keeps is for members alone
    private ConsumerGroupMetadata marksOwner() {
      return new ConsumerGroupMetadata(consumer);
    }

    private Producer<byte[], byte[]> begin() {
      Producer<byte[], byte[]> alone = producer;
      if (alone == null) {
        throw new IllegalStateException("others have not been shut out");
      }
      alone.beginTransaction();
      return alone;
    }

    @Override
    public void close() {
      admin.close(Duration.ofSeconds(1));
      if (producer != null) {
        producer.close(Duration.ofSeconds(1));
      }
    }
  }
}
