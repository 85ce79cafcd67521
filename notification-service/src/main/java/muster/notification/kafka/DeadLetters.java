package muster.notification.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that can't be handled where somebody can look at them: as they came, and why. */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** What is kept of a value that is too large to be written again with its reason. */
  private static final int TRUNCATED_BYTES = 16 * 1024;

  private final EventPublisher publisher;
  private final MeterRegistry meters;

  public DeadLetters(EventPublisher publisher, MeterRegistry meters) {
    this.publisher = publisher;
    this.meters = meters;
  }

  /** Ends when the broker has it; only then may the record itself be committed. */
  public CompletableFuture<Void> bury(ConsumerRecord<byte[], byte[]> record, String reason) {
    return publisher
        .publish(letter(record, reason, record.value()))
        .handle(
            (done, failure) ->
                tooLarge(failure) ? publisher.publish(truncated(record, reason)) : failed(failure))
        .thenCompose(Function.identity())
        .thenRun(
            () -> {
              meters.counter("muster.dead_letters", "topic", record.topic()).increment();
              LOG.warn(
                  "Dead letter from {}-{} at {}: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  reason);
            });
  }

  private static boolean tooLarge(@Nullable Throwable failure) {
    return failure instanceof RecordTooLargeException
        || (failure instanceof CompletionException
            && failure.getCause() instanceof RecordTooLargeException);
  }

  private static CompletableFuture<Void> failed(@Nullable Throwable failure) {
    return failure == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(failure);
  }

  private static ProducerRecord<byte[], byte[]> truncated(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    byte[] value = record.value();
    return letter(
        record,
        reason + "; only the beginning of the value is kept",
        value == null ? null : Arrays.copyOf(value, Math.min(value.length, TRUNCATED_BYTES)));
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String reason, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(record.topic() + ".dlt", null, record.key(), value, record.headers());
    header(letter, "dlt_reason", reason);
    header(letter, "dlt_topic", record.topic());
    header(letter, "dlt_partition", Integer.toString(record.partition()));
    header(letter, "dlt_offset", Long.toString(record.offset()));
    return letter;
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
