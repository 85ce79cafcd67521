package muster.outbox.spring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of what this thread is doing, such as {@code
 * 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. A service makes no spans of its own, so
 * what came with a request or a record is carried on as it came, and there is none where none came.
 * Only what nobody has asked for, such as a deadline, begins a trace.
 */
public final class Traceparent {
  public static final String HEADER = "traceparent";

  /**
   * Of version 00. A later one may mean something else by the same digits, so it counts as none.
   */
  private static final Pattern VERSION_00 =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int TRACE_BYTES = 16;
  private static final int PARENT_BYTES = 8;

  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private Traceparent() {}

  /** Empty also for a header that is there twice, malformed, or names no trace: all zeros. */
  public static Optional<String> read(List<String> headerValues) {
    return headerValues.size() == 1
        ? Optional.of(headerValues.getFirst()).filter(value -> VERSION_00.matcher(value).matches())
        : Optional.empty();
  }

  /** Of the record that an event came with; empty as {@link #read} has it. */
  public static Optional<String> of(ConsumerRecord<?, ?> record) {
    List<String> values = new ArrayList<>();
    for (Header header : record.headers().headers(HEADER)) {
      values.add(header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
    }
    return read(values);
  }

  /** Of this thread; empty if what it works on came with none. */
  public static Optional<String> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** A new one, not sampled: nobody has recorded its beginning. */
  public static String begin() {
    byte[] ids = new byte[TRACE_BYTES + PARENT_BYTES];
    ThreadLocalRandom.current().nextBytes(ids);
    HexFormat hex = HexFormat.of();
    return "00-%s-%s-00"
        .formatted(hex.formatHex(ids, 0, TRACE_BYTES), hex.formatHex(ids, TRACE_BYTES, ids.length));
  }

  /**
   * Does this work, on this thread, under a trace.
   *
   * @param trace null for none
   */
  public static <T extends @Nullable Object> T under(@Nullable String trace, Supplier<T> work) {
    String before = CURRENT.get();
    set(trace);
    try {
      return work.get();
    } finally {
      set(before);
    }
  }

  static void set(@Nullable String value) {
    if (value == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(value);
    }
  }
}
