package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what a consumer can't handle on {@code <topic>.dlt}: as it came, and why, from where, and by
 * whom. Each letter counts as {@code muster.dead_letters}.
 */
public final class DeadLetters implements AutoCloseable {
  public static final String REASON = "dlt_reason";
  public static final String TOPIC = "dlt_topic";
  public static final String PARTITION = "dlt_partition";
  public static final String OFFSET = "dlt_offset";

  /** The group, or the name of the reader, that could not handle the record. */
  public static final String CONSUMER = "dlt_consumer";

  /** Behind the reason of a letter that has not the whole record. */
  static final String SHORTENED = "; only the beginning of the value is kept";

  static final List<String> ADDED = List.of(REASON, TOPIC, PARTITION, OFFSET, CONSUMER);
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** What is kept of a value that is too large to be written again with its reason. */
  private static final int SHORTENED_VALUE = 16 << 10;

  /** What is kept of the key and of each header then. */
  private static final int SHORTENED_NAME = 1 << 10;

  private static final int MOST_HEADERS = 50;

  private final KafkaClients clients;
  private final MeterRegistry meters;
  private @Nullable Producer<byte[], byte[]> producer;

  public DeadLetters(KafkaClients clients, MeterRegistry meters) {
    this.clients = clients;
    this.meters = meters;
  }

  /**
   * Returns when the broker has the letter; only then may the record itself be committed.
   *
   * @param consumer the group that the record came to
   * @param reason for people; the beginning of a long one is kept
   * @return where the letter is
   * @throws KafkaException if the broker did not take it in time; the record is not dealt with then
   */
  public RecordMetadata send(String consumer, ConsumerRecord<byte[], byte[]> dead, String reason) {
    RecordMetadata place;
    try {
      try {
        place = sendAndWait(letter(consumer, dead, reason));
      } catch (ExecutionException | KafkaException e) {
        if (!isTooLarge(e)) {
          throw e;
        }
        place = sendAndWait(shortened(consumer, dead, reason));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("a dead letter could not be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while a dead letter was sent", e);
    }
    count(consumer, dead, reason);
    return place;
  }

  private RecordMetadata sendAndWait(ProducerRecord<byte[], byte[]> letter)
      throws ExecutionException, InterruptedException, TimeoutException {
    return producer().send(letter).get(2L * KafkaClients.LETTER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  /** Made for the first letter: most of the time there is none. */
  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = clients.letterProducer();
      producer = known;
    }
    return known;
  }

  void count(String consumer, ConsumerRecord<byte[], byte[]> dead, String reason) {
    meters.counter("muster.dead_letters", "topic", dead.topic()).increment();
    LOG.warn(
        "{}: dead letter from {}-{} at {}: {}",
        consumer,
        dead.topic(),
        dead.partition(),
        dead.offset(),
        reason);
  }

  static boolean isTooLarge(@Nullable Throwable failure) {
    return failure instanceof RecordTooLargeException
        || ((failure instanceof ExecutionException || failure instanceof KafkaException)
            && isTooLarge(failure.getCause()));
  }

  static ProducerRecord<byte[], byte[]> letter(
      String consumer, ConsumerRecord<byte[], byte[]> dead, String reason) {
    Headers headers = new RecordHeaders(dead.headers().toArray());
    // One that was sent again after it had been put aside has some already.
    ADDED.forEach(headers::remove);
    return letter(consumer, dead, reason, dead.key(), dead.value(), headers);
  }

  /** What surely fits. */
  static ProducerRecord<byte[], byte[]> shortened(
      String consumer, ConsumerRecord<byte[], byte[]> dead, String reason) {
    Headers headers = new RecordHeaders();
    Arrays.stream(dead.headers().toArray())
        .filter(header -> !ADDED.contains(header.key()) && fits(header))
        .limit(MOST_HEADERS)
        .forEach(headers::add);
    return letter(
        consumer,
        dead,
        reason + SHORTENED,
        beginning(dead.key(), SHORTENED_NAME),
        beginning(dead.value(), SHORTENED_VALUE),
        headers);
  }

  private static boolean fits(Header header) {
    return header.key().length() <= SHORTENED_NAME
        && (header.value() == null || header.value().length <= SHORTENED_NAME);
  }

  private static ProducerRecord<byte[], byte[]> letter(
      String consumer,
      ConsumerRecord<byte[], byte[]> dead,
      String reason,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    String topic = topicOf(dead.topic());
    headers.add(REASON, reason.getBytes(UTF_8));
    headers.add(TOPIC, dead.topic().getBytes(UTF_8));
    headers.add(PARTITION, Integer.toString(dead.partition()).getBytes(UTF_8));
    headers.add(OFFSET, Long.toString(dead.offset()).getBytes(UTF_8));
    headers.add(CONSUMER, consumer.getBytes(UTF_8));
    return new ProducerRecord<>(topic, null, key, value, headers);
  }

  private static String topicOf(String topic) {
    return Arrays.stream(Topics.values())
        .filter(known -> known.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown topic " + topic))
        .deadLetterTopic();
  }

  private static byte @Nullable [] beginning(byte @Nullable [] whole, int length) {
    return whole == null || whole.length <= length ? whole : Arrays.copyOf(whole, length);
  }

  @Override
  public synchronized void close() {
    Producer<byte[], byte[]> open = producer;
    if (open != null) {
      open.close(Duration.ofSeconds(2));
    }
  }
}
