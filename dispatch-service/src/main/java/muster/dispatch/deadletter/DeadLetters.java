package muster.dispatch.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what nobody can handle on {@code <topic>.dlt}, as it came, with the reason. Returns when the
 * broker has it: only then may the consumer go on.
 */
public final class DeadLetters implements AutoCloseable {
  public static final String REASON = "dlt_reason";
  public static final String TOPIC = "dlt_topic";
  public static final String PARTITION = "dlt_partition";
  public static final String OFFSET = "dlt_offset";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final int SEND_TIMEOUT_MS = 10_000;
  private static final int MAX_REASON_LENGTH = 500;

  private final Producer<byte[], byte[]> producer;
  private final MeterRegistry meters;

  public DeadLetters(String bootstrapServers, MeterRegistry meters) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_TIMEOUT_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SEND_TIMEOUT_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_TIMEOUT_MS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.meters = meters;
  }

  /**
   * Sends the record to its dead-letter topic and waits for the broker.
   *
   * @throws IllegalStateException if the broker did not take it; the record is not handled then
   */
  public void bury(ConsumerRecord<byte[], byte[]> dead, String reason) {
    String shortened =
        reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
    var letter =
        new ProducerRecord<>(
            deadLetterTopic(dead.topic()), null, dead.key(), dead.value(), dead.headers());
    Headers headers = letter.headers();
    headers.add(REASON, shortened.getBytes(UTF_8));
    headers.add(TOPIC, dead.topic().getBytes(UTF_8));
    headers.add(PARTITION, Integer.toString(dead.partition()).getBytes(UTF_8));
    headers.add(OFFSET, Long.toString(dead.offset()).getBytes(UTF_8));
    try {
      producer.send(letter).get(SEND_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("A dead letter could not be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a dead letter was sent", e);
    }
    meters.counter("muster.dead_letters", "topic", dead.topic()).increment();
    log.warn(
        "{}-{}@{} went to the dead letters: {}",
        dead.topic(),
        dead.partition(),
        dead.offset(),
        shortened);
  }

  private static String deadLetterTopic(String topic) {
    return Arrays.stream(Topics.values())
        .filter(known -> known.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown topic " + topic))
        .deadLetterTopic();
  }

  @Override
  public void close() {
    producer.close();
  }
}
