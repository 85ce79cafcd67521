package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record for Kafka. Records with one key of one topic are published in the order in which they
 * were committed.
 *
 * @param value null is a tombstone of a compacted topic. The array is handed over, not copied.
 * @param headers {@code ce_id} and the like; consumers know a duplicate by them
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are its own
public record OutboxRecord(
    String topic, String key, byte @Nullable [] value, Map<String, String> headers) {

  /** Kafka's own limit. */
  public static final int MAX_TOPIC_LENGTH = 249;

  public static final int MAX_KEY_LENGTH = 512;
  public static final int MAX_HEADERS = 32;
  public static final int MAX_HEADER_NAME_LENGTH = 128;
  public static final int MAX_HEADER_VALUE_LENGTH = 4096;

  // In full, because javac drops the @Nullable of a compact constructor's parameter from the class
  // file.
  public OutboxRecord(
      String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    checkText("topic", topic, MAX_TOPIC_LENGTH);
    checkText("key", key, MAX_KEY_LENGTH);
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = Map.copyOf(headers);
    if (headers.size() > MAX_HEADERS) {
      throw new IllegalArgumentException(
          "headers: %d are more than %d".formatted(headers.size(), MAX_HEADERS));
    }
    headers.forEach(
        (name, text) -> {
          checkText("header name", name, MAX_HEADER_NAME_LENGTH);
          checkLength("header " + name, text, MAX_HEADER_VALUE_LENGTH);
        });
  }

  /** Key, value and headers as bytes, without Kafka's overhead. */
  int bytes() {
    long bytes = key.getBytes(UTF_8).length;
    bytes += value == null ? 0 : value.length;
    for (var header : headers.entrySet()) {
      bytes += header.getKey().getBytes(UTF_8).length + header.getValue().getBytes(UTF_8).length;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static void checkText(String field, String text, int maxLength) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + " is blank");
    }
    checkLength(field, text, maxLength);
  }

  private static void checkLength(String field, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          "%s: %d characters are more than %d".formatted(field, text.length(), maxLength));
    }
    if (text.indexOf('\0') >= 0) { // PostgreSQL's text cannot hold it
      throw new IllegalArgumentException(field + " contains U+0000");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutboxRecord(var otherTopic, var otherKey, var otherValue, var others)
        && topic.equals(otherTopic)
        && key.equals(otherKey)
        && Arrays.equals(value, otherValue)
        && headers.equals(others);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, key, Arrays.hashCode(value), headers);
  }

  @Override
  public String toString() {
    return "OutboxRecord[topic=%s, key=%s, value=%s, headers=%s]"
        .formatted(topic, key, value == null ? "tombstone" : value.length + " bytes", headers);
  }
}
