package muster.eventintake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads dead letters when somebody asks for them, never a topic whole: at most the newest {@value
 * #WINDOW} of each partition at a time, and for some seconds. Of all that is read, what is shown of
 * it is kept alone.
 */
final class LetterReading {
  /** Letters of a partition that are read at a time. */
  static final int WINDOW = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;

  LetterReading(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Some letters of a topic.
   *
   * @param letters newest first
   * @param before for each partition where older ones end; all 0 when there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Read(List<DeadLetter> letters, long[] before) {
    boolean hasOlder() {
      for (long offset : before) {
        if (offset > 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** A letter as it is. */
  record Found(ConsumerRecord<byte[], byte[]> letter, long oldest) {}

  private record Window(TopicPartition partition, long oldest, long from, long to) {}

  /**
   * The newest ones.
   *
   * @param before for each partition the end of what is looked for; empty for all there is
   * @throws KafkaException if the broker is away, or it takes too long
   */
  Read newest(Topics topic, long[] before, int limit, Predicate<DeadLetter> wanted) {
    try (Consumer<byte[], byte[]> consumer = clients.letterReader()) {
      List<Window> windows = windows(consumer, topic, before);
      Map<Integer, List<DeadLetter>> found = new HashMap<>();
      read(
          consumer,
          windows,
          letter -> {
            DeadLetter one = DeadLetter.of(topic.topic(), letter);
            if (wanted.test(one)) {
              found.computeIfAbsent(one.partition(), _ -> new ArrayList<>()).add(one);
            }
          });
      return newest(windows, found, limit);
    }
  }

  /** One letter; empty if there is none at that place, or no longer. */
  Optional<Found> find(Topics topic, int partition, long offset) {
    try (Consumer<byte[], byte[]> consumer = clients.letterReader()) {
      List<Window> windows =
          windows(consumer, topic, new long[0]).stream()
              .filter(window -> window.partition().partition() == partition)
              .toList();
      if (windows.isEmpty()) {
        return Optional.empty();
      }
      Window all = windows.getFirst();
      if (offset < all.oldest() || offset >= all.to()) {
        return Optional.empty();
      }
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
      read(
          consumer,
          List.of(new Window(all.partition(), all.oldest(), offset, offset + 1)),
          letter -> {
            if (letter.offset() == offset) {
              found.add(letter);
            }
          });
      return found.stream().findFirst().map(letter -> new Found(letter, all.oldest()));
    }
  }

  private static List<Window> windows(
      Consumer<byte[], byte[]> consumer, Topics topic, long[] before) {
    List<PartitionInfo> known = consumer.partitionsFor(topic.deadLetterTopic());
    List<TopicPartition> partitions =
        known == null
            ? List.of()
            : known.stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<Window> windows = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long begin = oldest.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      if (partition.partition() < before.length) {
        end = Math.min(end, before[partition.partition()]);
      }
      windows.add(new Window(partition, begin, Math.max(begin, end - WINDOW), end));
    }
    return windows;
  }

  /** Takes one letter after the other. */
  private interface Taker {
    void take(ConsumerRecord<byte[], byte[]> letter);
  }

  private static void read(Consumer<byte[], byte[]> consumer, List<Window> windows, Taker taker) {
    Map<TopicPartition, Window> open = new HashMap<>();
    windows.stream()
        .filter(window -> window.from() < window.to())
        .forEach(window -> open.put(window.partition(), window));
    consumer.assign(open.keySet());
    open.values().forEach(window -> consumer.seek(window.partition(), window.from()));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!open.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the letters could not be read in time");
      }
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
        Window window = open.get(new TopicPartition(letter.topic(), letter.partition()));
        if (window != null && letter.offset() < window.to()) {
          taker.take(letter);
        }
      }
      // The position goes on over marks of transactions, which are no letters.
      List<TopicPartition> through =
          open.values().stream()
              .filter(window -> consumer.position(window.partition()) >= window.to())
              .map(Window::partition)
              .toList();
      through.forEach(open::remove);
      consumer.pause(through);
    }
  }

  /** From all partitions the newest, and where to go on in each. */
  private static Read newest(
      List<Window> windows, Map<Integer, List<DeadLetter>> found, int limit) {
    PriorityQueue<List<DeadLetter>> newestFirst =
        new PriorityQueue<>(
            Comparator.comparing((List<DeadLetter> left) -> left.getLast().at())
                .thenComparing(left -> left.getLast().partition())
                .reversed());
    newestFirst.addAll(found.values());
    List<DeadLetter> letters = new ArrayList<>();
    while (letters.size() < limit && !newestFirst.isEmpty()) {
      List<DeadLetter> partition = newestFirst.remove();
      letters.add(partition.removeLast());
      if (!partition.isEmpty()) {
        newestFirst.add(partition);
      }
    }
    long[] before = new long[partitions(windows)];
    for (Window window : windows) {
      int partition = window.partition().partition();
      List<DeadLetter> left = found.getOrDefault(partition, List.of());
      long next = left.isEmpty() ? window.from() : left.getLast().offset() + 1;
      before[partition] = next <= window.oldest() ? 0 : next;
    }
    return new Read(letters, before);
  }

  private static int partitions(List<Window> windows) {
    return windows.stream().mapToInt(window -> window.partition().partition() + 1).max().orElse(0);
  }
}
