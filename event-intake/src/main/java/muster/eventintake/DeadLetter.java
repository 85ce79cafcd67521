package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import muster.contracts.text.TextRule;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as operators see it: why, what, from where. Not the record's value: it may say who
 * lives where, and what is wrong with it stands in the reason. Texts are harmless and short.
 *
 * @param topic that the record was read from
 * @param partition with the offset, the letter's own place among those of the topic
 * @param at when the record was put aside
 * @param consumer who has put it aside: the group, or the name of the reader
 * @param reason for people
 * @param recordPartition with the next one, where the record was read; -1 if the letter does not
 *     say
 * @param type of the event, such as {@code task.offered.v1}; null if the record does not say
 * @param eventId null if the record does not say
 * @param key of the record; null without one
 * @param valueBytes how long its value is; -1 for a tombstone
 * @param dealtWith somebody has had it handled again since, or put aside again with a new letter
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    Instant at,
    String consumer,
    String reason,
    int recordPartition,
    long recordOffset,
    @Nullable String type,
    @Nullable String eventId,
    @Nullable String key,
    int valueBytes,
    boolean dealtWith) {
  private static final int LONGEST_NAME = 200;

  static DeadLetter of(String topic, ConsumerRecord<byte[], byte[]> letter) {
    byte[] key = letter.key();
    return new DeadLetter(
        topic,
        letter.partition(),
        letter.offset(),
        Instant.ofEpochMilli(letter.timestamp()),
        shortened(text(letter, DeadLetters.CONSUMER)),
        harmless(text(letter, DeadLetters.REASON), 2 * FaultPolicy.LONGEST_REASON),
        (int) number(letter, DeadLetters.PARTITION),
        number(letter, DeadLetters.OFFSET),
        name(letter, "ce_type"),
        name(letter, "ce_id"),
        key == null ? null : shortened(new String(key, UTF_8)),
        letter.value() == null ? -1 : letter.value().length,
        false);
  }

  /** The same, if somebody has dealt with it. */
  DeadLetter dealtWith(boolean since) {
    return new DeadLetter(
        topic,
        partition,
        offset,
        at,
        consumer,
        reason,
        recordPartition,
        recordOffset,
        type,
        eventId,
        key,
        valueBytes,
        since);
  }

  /** Of a header; empty without it. */
  static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
    Header found = letter.headers().lastHeader(header);
    return found == null || found.value() == null ? "" : new String(found.value(), UTF_8);
  }

  /** Of a header; -1 without it, or if it says something else. */
  static long number(ConsumerRecord<byte[], byte[]> letter, String header) {
    try {
      return Long.parseLong(text(letter, header));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static @Nullable String name(ConsumerRecord<byte[], byte[]> letter, String header) {
    String text = text(letter, header);
    return text.isEmpty() ? null : shortened(text);
  }

  private static String shortened(String text) {
    return harmless(text, LONGEST_NAME);
  }

  private static String harmless(String text, int longest) {
    return TextRule.mended(text.length() <= longest ? text : text.substring(0, longest));
  }
}
